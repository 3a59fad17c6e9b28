import sharp from "sharp";

/** Draws an SVG of our own as PNG; not for SVG from outside. */
export const svgToPng = (svg: string): Promise<Buffer> => sharp(Buffer.from(svg)).png({ compressionLevel: 9 }).toBuffer();
