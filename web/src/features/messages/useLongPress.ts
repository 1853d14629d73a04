import { useRef, type PointerEvent } from 'react';

/** As long as phones take for theirs. */
const pressFor = 450;
/** A finger that moves further than this scrolls. */
const stillness = 10;

/** A finger that rests on something. Mice have buttons and hover for that, so they are left alone. */
export function useLongPress(onPress: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const from = useRef({ x: 0, y: 0 });
  const end = () => clearTimeout(timer.current);
  return {
    onPointerDown: (event: PointerEvent) => {
      end();
      if (event.pointerType === 'mouse') return;
      from.current = { x: event.clientX, y: event.clientY };
      timer.current = setTimeout(onPress, pressFor);
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      if (Math.hypot(clientX - from.current.x, clientY - from.current.y) > stillness) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
