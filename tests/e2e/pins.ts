import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { imagePathOf, type StandInPage, type StandInPin } from '../fixtures/pinterest-page.ts';
import type { StandIn } from './stand-in.ts';

/** What makes a pin of a photo. */
export interface PhotoPin
  extends Partial<Omit<StandInPage, 'imagePath' | 'width' | 'height' | 'related'>> {
  /** Path of the image file. */
  file: string;
  id: string;
  /** Gives the picture an address of its own. Default: its file's, the same for all its pins. */
  imageName?: string;
  related?: readonly StandInPin[];
}

/** The width at which Pinterest shows an open pin, in pixels. */
const SHOWN_WIDTH = 736;

/** Puts a photo at the stand-in's image host and a pin page that shows it. */
export async function addPhotoPin(standIn: StandIn, photo: PhotoPin): Promise<StandInPage> {
  const { file, imageName = file, ...texts } = photo;
  const bytes = await readFile(file);
  const { autoOrient } = await sharp(bytes).metadata();
  const width = Math.min(SHOWN_WIDTH, autoOrient.width);
  const page: StandInPage = {
    title: 'A pin',
    era: 'relay',
    related: [],
    ...texts,
    imagePath: imagePathOf(imageName),
    width,
    height: Math.round((autoOrient.height * width) / autoOrient.width),
  };
  standIn.addImage(page.imagePath, bytes);
  standIn.addPin(page);
  return page;
}

/** The address of a pin's page. */
export function pinUrlOf(pin: StandInPin): string {
  return `https://www.pinterest.com/pin/${pin.id}/`;
}
