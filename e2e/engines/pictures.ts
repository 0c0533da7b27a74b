import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import type { Tab } from './drivers/tab';

/** A part of the window, in CSS pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture of a part of the window, once what has changed is drawn. */
export async function pictureOf(tab: Tab, box: Box): Promise<PNG> {
  const width = await tab.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    return innerWidth;
  }, undefined);
  const whole = PNG.sync.read(await tab.screenshot());
  // Pixels of the screen may be smaller than those of CSS.
  const scale = whole.width / width;
  const [left, top] = [Math.floor(box.x * scale), Math.floor(box.y * scale)];
  const part = new PNG({ width: Math.ceil(box.width * scale), height: Math.ceil(box.height * scale) });
  PNG.bitblt(whole, part, left, top, part.width, part.height, 0, 0);
  return part;
}

/** How many pixels of two pictures differ by more than the smoothing of edges. */
export function difference(one: PNG, other: PNG): number {
  return pixelmatch(one.data, other.data, null, one.width, one.height, { threshold: 0.2 });
}
