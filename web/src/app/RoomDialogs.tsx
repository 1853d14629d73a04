import { useLocation } from 'wouter';
import { useDeleteRoomMutation, useRemoveMemberMutation } from '@/features/rooms/roomsApi';
import { Confirm } from '@/components/Confirm';
import type { Account, Room } from '@/lib/model';
import { titleOf } from '@/lib/names';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import type { Live } from './live';

const words = text.rooms;

export function LeaveRoom({
  room,
  user,
  live,
  onClose,
}: {
  room: Room;
  user: Account;
  live: Live;
  onClose: () => void;
}) {
  const [, navigate] = useLocation();
  const [leave, { isLoading, error }] = useRemoveMemberMutation();
  const left = () => {
    onClose();
    live.dropRoom(room.id);
    navigate('/');
  };
  return (
    <Confirm
      title={room.kind === 'group' ? text.people.group.leaveTitle : words.leaveTitle(titleOf(room))}
      lead={leaveLead(room)}
      action={words.leaveNow}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void leave({ room: room.id, user: user.id })
          .unwrap()
          .then(left, () => undefined)
      }
      onClose={onClose}
    />
  );
}

function leaveLead({ kind, visibility }: Room): string {
  if (kind === 'group') return text.people.group.leaveLead;
  return visibility === 'public' ? words.leavePublic : words.leavePrivate;
}

export function DeleteRoom({ room, live, onClose }: { room: Room; live: Live; onClose: () => void }) {
  const [, navigate] = useLocation();
  const [remove, { isLoading, error }] = useDeleteRoomMutation();
  const gone = () => {
    onClose();
    live.dropRoom(room.id);
    navigate('/');
  };
  return (
    <Confirm
      title={words.removeTitle(titleOf(room))}
      lead={words.removeLead}
      action={words.removeNow}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void remove(room.id)
          .unwrap()
          .then(gone, () => undefined)
      }
      onClose={onClose}
    />
  );
}
