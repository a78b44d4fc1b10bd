/** What the frame around a project's pages shows. */
export type ShownShell = {
  project: { slug: string; name: string };
  /** In which its pages tell the time. */
  timeZone: string;
  /** It is demo data. Who may, removes it in one click. */
  sample: { mayRemove: boolean } | null;
  projects: { slug: string; name: string }[];
  person: { name: string; email: string };
  /** No real sender is set: nothing that is sent leaves this machine. */
  mailStays: boolean;
  may: { edit: boolean; invite: boolean; seeJobs: boolean; seeMailbox: boolean };
};
