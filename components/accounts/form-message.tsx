/** What went wrong with a whole form. It is announced as it appears. */
export const FormMessage = ({ message }: { message: string | null }) => (
  <p role="alert" className={message ? "text-bad text-sm" : "sr-only"}>
    {message}
  </p>
);
