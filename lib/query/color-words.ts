/**
 * Colour names that shoppers and sellers say with their family, mostly because the name alone is
 * a thing, a herb or a gem: "mint" finds tea and "emerald" finds rings. All other names go as they
 * are: "cream", "teal", "burgundy". Chosen by hand over `assets/shop-colors.json`.
 */
const SAID_WITH_FAMILY: Readonly<Record<string, string>> = {
  aqua: 'aqua blue',
  aubergine: 'aubergine purple',
  blush: 'blush pink',
  charcoal: 'charcoal grey',
  chocolate: 'chocolate brown',
  cobalt: 'cobalt blue',
  'duck egg': 'duck egg blue',
  emerald: 'emerald green',
  mint: 'mint green',
  mushroom: 'mushroom beige',
  mustard: 'mustard yellow',
  navy: 'navy blue',
  ochre: 'ochre yellow',
  olive: 'olive green',
  petrol: 'petrol blue',
  pistachio: 'pistachio green',
  plum: 'plum purple',
  raspberry: 'raspberry pink',
  sage: 'sage green',
  salmon: 'salmon pink',
  stone: 'stone beige',
};

/** A colour as one types it into an English search: "mustard yellow", "cream", "off white". */
export function spokenColor(name: string): string {
  const plain = name.toLowerCase().replaceAll('-', ' ');
  return SAID_WITH_FAMILY[plain] ?? plain;
}
