/** Draws an SVG of our own as PNG; not for SVG from outside. */
export async function svgToPng(svg: string): Promise<Buffer> {
  // Loaded when something is drawn: 27 MB that most processes never need.
  const { default: sharp } = await import("sharp");
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9 }).toBuffer();
}
