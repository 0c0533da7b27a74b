import type { Page } from 'playwright/test';

/** Share of the pixels that differ between two pictures of one size. */
export async function difference(page: Page, [before, after]: [Buffer, Buffer]): Promise<number> {
  return page.evaluate(
    async (pictures) => {
      const read = async (base64: string) => {
        const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
        const bitmap = await createImageBitmap(blob);
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
        context.drawImage(bitmap, 0, 0);
        return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
      };
      const [a, b] = (await Promise.all(pictures.map(read))) as [Uint8ClampedArray, Uint8ClampedArray];
      return a.filter((value, index) => Math.abs(value - b[index]!) > 64).length / a.length;
    },
    [before, after].map((picture) => picture.toString('base64')),
  );
}
