import { NotShown } from "@/components/shell/not-shown";

export const MailboxNotShown = () => (
  <NotShown title="Mailbox" shownTo="The mailbox is shown to editors, admins and owners">
    It holds every email of the project, with the links that are in them.
  </NotShown>
);
