/** What `draw` draws on a canvas of this size in pixels, as a PNG file. Rejects where there is no canvas. */
export async function drawPng(
  width: number,
  height: number,
  draw: (brush: CanvasRenderingContext2D) => void,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('no canvas to draw on');
  draw(brush);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the canvas made no picture'))),
      'image/png',
    );
  });
}
