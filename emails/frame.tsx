import type { ReactNode } from "react";
import { Body, Column, Container, Head, Html, Link, Row, Section, Text } from "react-email";
import { COLOUR, DARK, SANS, WIDTH } from "./look";

type Props = {
  title: string;
  preheader: string;
  foot: ReactNode;
  /** The colour of the dot, where it is not ours. */
  dot?: string;
  children: ReactNode;
};

/** Fills the rest of the inbox's preview line, so that the email's body does not run into it. */
const FILLER = "\u034f\u200c\u00a0".repeat(40);

/** What the editor's theme measures its sizes in. */
const BASE = 14;

/** Around every email: 600 px, system sans, one lit dot below the content, and a quiet foot. */
export const Frame = ({ title, preheader, foot, dot, children }: Props) => (
  <Html lang="en" dir="ltr">
    <Head>
      <meta content="width=device-width, initial-scale=1" name="viewport" />
      <meta content="light dark" name="color-scheme" />
      <meta content="light dark" name="supported-color-schemes" />
      <meta content="telephone=no,address=no,email=no,date=no,url=no" name="format-detection" />
      <title>{title}</title>
      <style>{DARK}</style>
    </Head>
    <Body className="canvas" style={{ backgroundColor: COLOUR.canvas, margin: 0, padding: "32px 12px", fontFamily: SANS }}>
      {preheader && (
        <div
          style={{ display: "none", overflow: "hidden", lineHeight: "1px", opacity: 0, maxHeight: 0, maxWidth: 0 }}
          data-skip-in-text="true"
        >
          {preheader}
          {FILLER}
        </div>
      )}
      <Container
        className="panel"
        style={{ width: "100%", maxWidth: WIDTH, backgroundColor: COLOUR.panel, border: `1px solid ${COLOUR.line}`, borderRadius: 8 }}
      >
        <Section style={{ padding: "36px 40px 28px", fontSize: BASE }}>{children}</Section>
        <Dot colour={dot} />
      </Container>
      <Container className="foot" style={{ width: "100%", maxWidth: WIDTH, padding: "20px 40px 0" }}>
        {foot}
      </Container>
    </Body>
  </Html>
);

/** Ours is made lighter where it is dark; a brand's stays as it is. */
const Dot = ({ colour }: { colour: string | undefined }) => (
  <Section style={{ padding: "0 40px 32px" }}>
    <Row>
      <Column style={{ width: 8, height: 8, fontSize: 0, lineHeight: "8px" }}>
        <div
          {...(!colour && { className: "dot" })}
          style={{ width: 8, height: 8, borderRadius: 8, backgroundColor: colour ?? COLOUR.people, fontSize: 0, lineHeight: "8px" }}
        >
          &nbsp;
        </div>
      </Column>
      <Column />
    </Row>
  </Section>
);

const quiet = { margin: 0, color: COLOUR.soft, fontFamily: SANS, fontSize: 12, lineHeight: "18px" } as const;
const link = { color: COLOUR.soft, textDecoration: "underline" } as const;

export const FootText = ({ children }: { children: ReactNode }) => <Text style={quiet}>{children}</Text>;

/** Who writes and how to leave. An email that nobody subscribed to (a receipt) has nothing to leave. */
export const SenderFoot = () => (
  <>
    <FootText>
      {"{{ project.name }}"}
      {"{% if project.postal_address %} · {{ project.postal_address }}{% endif %}"}
    </FootText>
    {"{% if view_url %}"}
    <Text style={quiet} data-skip-in-text="true">
      <Link href="{{ view_url }}" style={link}>
        View in browser
      </Link>
    </Text>
    {"{% endif %}"}
    {"{% if unsubscribe_url %}"}
    <FootText>
      <Link href="{{ unsubscribe_url }}" style={link}>
        Unsubscribe
      </Link>
      {" · "}
      <Link href="{{ preferences_url }}" style={link}>
        Email preferences
      </Link>
    </FootText>
    {"{% endif %}"}
  </>
);
