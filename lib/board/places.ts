import type { PlainMessage } from '../i18n.ts';

/** The rooms that words name and the scenes that eyes tell, by their English words. */
const MESSAGES: Readonly<Record<string, PlainMessage>> = {
  apartment: 'insights.placeApartment',
  balcony: 'insights.placeBalcony',
  'bar area': 'insights.placeBarArea',
  bathroom: 'insights.placeBathroom',
  bedroom: 'insights.placeBedroom',
  'dining room': 'insights.placeDiningRoom',
  'dorm room': 'insights.placeDormRoom',
  'game room': 'insights.placeGameRoom',
  garden: 'insights.placeGarden',
  graphic: 'insights.placeGraphic',
  hallway: 'insights.placeHallway',
  'home gym': 'insights.placeHomeGym',
  'home office': 'insights.placeHomeOffice',
  'kids room': 'insights.placeKidsRoom',
  kitchen: 'insights.placeKitchen',
  'laundry room': 'insights.placeLaundryRoom',
  library: 'insights.placeLibrary',
  'living room': 'insights.placeLivingRoom',
  nursery: 'insights.placeNursery',
  office: 'insights.placeOffice',
  outdoor: 'insights.placeOutdoor',
  outfit: 'insights.placeOutfit',
  porch: 'insights.placePorch',
  'product shot': 'insights.placeProductShot',
  sunroom: 'insights.placeSunroom',
  terrace: 'insights.placeTerrace',
  'walk-in closet': 'insights.placeWalkInCloset',
};

/** The message that names a room or a scene; null for one without. */
export function messageForPlace(place: string): PlainMessage | null {
  return (Object.hasOwn(MESSAGES, place) ? MESSAGES[place] : undefined) ?? null;
}
