/** A square seen through a window: how near (1 = as far as possible), and where its middle lies, 0 to 1 in both directions. */
export interface View {
  zoom: number;
  x: number;
  y: number;
}

/** A picture's width and height in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** The part of the picture inside the window, as fractions of its width and height. */
export function cropOf({ zoom, x, y }: View, { width, height }: Size): { left: number; top: number; width: number; height: number } {
  const side = Math.min(width, height) / zoom;
  const [across, down] = [side / width, side / height];
  return { left: x * (1 - across), top: y * (1 - down), width: across, height: down };
}

/** The view after the picture was dragged by so many pixels of a window of `side` pixels. */
export function dragged(view: View, size: Size, side: number, by: { x: number; y: number }): View {
  const crop = cropOf(view, size);
  const move = (place: number, pixels: number, part: number) => {
    const slack = 1 - part;
    return slack < 1e-6 ? place : Math.min(1, Math.max(0, place - ((pixels / side) * part) / slack));
  };
  return { ...view, x: move(view.x, by.x, crop.width), y: move(view.y, by.y, crop.height) };
}
