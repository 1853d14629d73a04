import { call } from '@/lib/http';
import type { Sidebar } from '@/lib/model';
import type { SidebarCalls } from './arranging';

const path = '/api/v1/me/sidebar';
const answered = ({ sidebar }: { sidebar: Sidebar }) => sidebar;

export const sidebarCalls: SidebarCalls = {
  load: () => call<{ sidebar: Sidebar }>({ path }).then(answered),
  put: (version, sections) =>
    call<{ sidebar: Sidebar }>({ path, method: 'PUT', body: { version, sections } }).then(answered),
  wish: (room, wishes) =>
    call<{ sidebar: Sidebar }>({ path: `/api/v1/me/rooms/${room}`, method: 'PATCH', body: wishes }).then(
      answered,
    ),
};
