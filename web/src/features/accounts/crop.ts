/** A picture that lies under a square window: where its centre is seen from the window's, and how large it is drawn. */
export interface Crop {
  /** The picture's own size. */
  width: number;
  height: number;
  /** How much larger than needed to fill the window; 1 just fills it. */
  zoom: number;
  /** The middle of the window, as a part of the picture's width and height: 0.5 is its middle. */
  x: number;
  y: number;
}

export const mostZoom = 5;

export const centred = (width: number, height: number): Crop => ({ width, height, zoom: 1, x: 0.5, y: 0.5 });

/** How much of each side of the picture the window shows, from 0 to 1. */
function shown({ width, height, zoom }: Crop): { x: number; y: number } {
  const side = Math.min(width, height) / zoom;
  return { x: side / width, y: side / height };
}

const between = (least: number, value: number, most: number) => Math.min(Math.max(value, least), most);

/** The same, with no part of the window beside the picture. */
function held(crop: Crop): Crop {
  const { x, y } = shown(crop);
  return { ...crop, x: between(x / 2, crop.x, 1 - x / 2), y: between(y / 2, crop.y, 1 - y / 2) };
}

export const zoomed = (crop: Crop, zoom: number): Crop => held({ ...crop, zoom: between(1, zoom, mostZoom) });

/** Drags the picture by parts of the window's side. */
export function moved(crop: Crop, right: number, down: number): Crop {
  const { x, y } = shown(crop);
  return held({ ...crop, x: crop.x - right * x, y: crop.y - down * y });
}

/** The square of the picture that the window shows, in the picture's own pixels. */
export function square(crop: Crop): { left: number; top: number; side: number } {
  const side = Math.min(crop.width, crop.height) / crop.zoom;
  return { left: crop.x * crop.width - side / 2, top: crop.y * crop.height - side / 2, side };
}
