import type { ReactNode } from 'react';
import { SectionPart } from '@/components/SectionsPage';
import type { Member, Room } from '@/lib/model';
import { MemberList } from '../MemberList';

interface PeopleSettingsProps {
  room: Room;
  me: string;
  onAdd: () => void;
  acts: (member: Member) => ReactNode;
  onExplain: (user: string) => void;
}

export function PeopleSettings(props: PeopleSettingsProps) {
  return (
    <SectionPart>
      <MemberList {...props} />
    </SectionPart>
  );
}
