import { Button, Heading, render, Text, toPlainText } from "react-email";
import { FootText, Frame } from "./frame";
import { COLOUR, SANS } from "./look";

export type AccountMail = { title: string; paragraphs: string[]; button: { label: string; url: string }; foot: string };

/** An email of ours to somebody who works here: a link to sign in, or to choose a new password. */
export const AccountEmail = ({ title, paragraphs, button, foot }: AccountMail) => (
  <Frame title={title} preheader={paragraphs[0] ?? ""} foot={<FootText>{foot}</FootText>}>
    <Heading style={{ margin: "0 0 16px", color: COLOUR.ink, fontFamily: SANS, fontSize: 26, lineHeight: "32px", fontWeight: 600 }}>
      {title}
    </Heading>
    {paragraphs.map((paragraph) => (
      <Text key={paragraph} style={{ margin: "0 0 16px", color: COLOUR.ink, fontFamily: SANS, fontSize: 16, lineHeight: "26px" }}>
        {paragraph}
      </Text>
    ))}
    <Button
      className="button"
      href={button.url}
      style={{
        backgroundColor: COLOUR.ink,
        color: "#ffffff",
        fontFamily: SANS,
        fontSize: 15,
        fontWeight: 600,
        borderRadius: 6,
        padding: "12px 20px",
      }}
    >
      {button.label}
    </Button>
  </Frame>
);

AccountEmail.PreviewProps = {
  title: "Sign in to CrowdPower",
  paragraphs: ["Use this link to sign in. It works once, for 30 minutes."],
  button: { label: "Sign in", url: "https://example.com/sign-in/preview" },
  foot: "You get this because somebody asked for it with your address. If that was not you, ignore it.",
} satisfies AccountMail;

/** Both parts of such an email. */
export async function renderAccountEmail(mail: AccountMail): Promise<{ html: string; text: string }> {
  const html = await render(<AccountEmail {...mail} />);
  return { html, text: toPlainText(html, { selectors: [{ selector: "h1", options: { uppercase: false } }] }) };
}
