import { Slot } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';

interface Props extends ComponentProps<typeof Slot.Root> {
  as?: unknown;
  allowPinchZoom?: boolean;
  shards?: unknown;
  children?: ReactNode;
}

/** Stands in for react-remove-scroll, which cannot live under a strict style-src (see vite.config.ts). */
export function RemoveScroll({ as: _as, allowPinchZoom: _zoom, shards: _shards, ...rest }: Props) {
  return <Slot.Root {...rest} />;
}
