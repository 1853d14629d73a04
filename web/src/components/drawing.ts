/** What a picture that nobody uploaded looks like: always the same for one id, and seldom the same for two. */
export interface DrawnPicture {
  /** Out of so many colours, and one more that goes with it. */
  colour: number;
  shape: Shape;
  /** Quarter turns. */
  turn: number;
}

export const colourCount = 12;
export const shapes = ['hills', 'sun', 'waves', 'arch', 'petals', 'steps', 'moon', 'rays'] as const;
export type Shape = (typeof shapes)[number];

export function drawnPicture(id: string): DrawnPicture {
  const bits = scattered(id);
  return {
    colour: (bits & 0xff) % colourCount,
    shape: shapes[(bits >>> 8) % shapes.length] ?? 'hills',
    turn: bits >>> 30,
  };
}

/** 32 bits that differ all over where ids differ in one digit, as those of people who came one after the other do. */
function scattered(id: string): number {
  let bits = 0;
  for (const letter of id) bits = Math.imul(bits, 31) + (letter.codePointAt(0) ?? 0);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
