import { Confirm } from '@/components/Confirm';
import type { Member, Room } from '@/lib/model';
import { nameOf, titleOf } from '@/lib/names';
import { explain, toProblem } from '@/lib/problem';
import { text } from '@/lib/text';
import { useRemoveMemberMutation } from './roomsApi';
import { useHandOverMutation } from './settings/settingsApi';

interface MemberDialogProps {
  room: Room;
  member: Member;
  onClose: () => void;
}

export function RemoveMember({ room, member, onClose }: MemberDialogProps) {
  const words = text.rooms;
  const [remove, { isLoading, error }] = useRemoveMemberMutation();
  return (
    <Confirm
      title={words.removeMemberTitle(nameOf(member.user), titleOf(room))}
      lead={words.removeMemberLead}
      action={words.removeMemberNow}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void remove({ room: room.id, user: member.user.id })
          .unwrap()
          .then(onClose, () => undefined)
      }
      onClose={onClose}
    />
  );
}

export function HandOver({ room, member, onClose }: MemberDialogProps) {
  const words = text.roomSettings.people;
  const [handOver, { isLoading, error }] = useHandOverMutation();
  return (
    <Confirm
      title={words.handOverTitle(nameOf(member.user))}
      lead={words.handOverLead}
      action={words.handOverNow}
      busy={isLoading}
      problem={error === undefined ? undefined : explain(toProblem(error))}
      onConfirm={() =>
        void handOver({ room: room.id, user: member.user.id })
          .unwrap()
          .then(onClose, () => undefined)
      }
      onClose={onClose}
    />
  );
}
