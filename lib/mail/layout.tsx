import { Body, Container, Head, Heading, Html, Img, Link, Section, Text } from "@react-email/components"
import type { CSSProperties } from "react"
import type { Locale } from "@/lib/i18n/locales"

/** What a mail says, in the reader's language. */
export type Words = {
  /** Above the title, small. */
  lead: string
  title: string
  lines: string[]
  /** The one thing to do; its link is absolute. */
  button?: { label: string; link: string }
  /** Below, small: how long it holds, and what to do when it was not you. */
  note: string
  orOpen: string
}

const family = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
const text = (size: number, line: number, color: string): CSSProperties => ({
  margin: 0,
  fontFamily: family,
  fontSize: size,
  lineHeight: `${line}px`,
  color,
})

// Colours are written out: mail programs know no variables. Light stands with each part, dark takes its place by class.
const dark = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:620px){.card{padding:24px 20px!important;border-radius:20px!important}.title{font-size:26px!important;line-height:32px!important}}
@media (prefers-color-scheme:dark){
.page,.page>table>tbody>tr>td{background:#0B1311!important}.card{background:#121D19!important;border-color:#25352F!important}
.ink{color:#E8F1ED!important}.muted{color:#A3B6AD!important}.link{color:#86E3C3!important}
.button{background:#86E3C3!important;color:#06251B!important}}`

/** One look for every mail, light and dark, 320 px and wider. Nothing in it is fetched: the mark comes along. */
export function Layout({ locale, words }: { locale: Locale; words: Words }) {
  const { lead, title, lines, button, note, orOpen } = words
  return (
    <Html lang={locale}>
      <Head>
        <title>{title}</title>
        <meta name="color-scheme" content="light dark" />
        <style>{dark}</style>
      </Head>
      <Body className="page" style={{ margin: 0, padding: "28px 12px 40px", background: "#F3F7F5" }}>
        <Container style={{ maxWidth: 600 }}>
          <Section style={{ padding: "0 4px 16px" }}>
            <Text className="ink" style={{ ...text(18, 26, "#11201A"), fontWeight: 600 }}>
              <Img
                src="cid:mark"
                alt=""
                width="26"
                height="26"
                style={{ display: "inline-block", verticalAlign: "middle", marginRight: 9 }}
              />
              Earshot
            </Text>
          </Section>
          <Section
            className="card"
            style={{ background: "#FFFFFF", border: "1px solid #D2DDD7", borderRadius: 24, padding: 36 }}
          >
            <Text className="muted" style={{ ...text(15, 22, "#485A52"), paddingBottom: 4 }}>
              {lead}
            </Text>
            <Heading
              as="h1"
              className="ink title"
              style={{ ...text(32, 38, "#11201A"), fontWeight: 600, letterSpacing: -0.8, paddingBottom: 14 }}
            >
              {title}
            </Heading>
            {lines.map((line) => (
              <Text key={line} className="ink" style={{ ...text(16, 24, "#11201A"), paddingBottom: 12 }}>
                {line}
              </Text>
            ))}
            {button && <Way {...button} orOpen={orOpen} />}
          </Section>
          <Section style={{ padding: "18px 8px 0" }}>
            <Text className="muted" style={text(13, 20, "#485A52")}>
              {note}
            </Text>
          </Section>
        </Container>
      </Body>
    </Html>
  )
}

/** The button, and its address in full: some programs draw no button, and some people trust none. */
function Way({ label, link, orOpen }: { label: string; link: string; orOpen: string }) {
  return (
    <>
      <Link
        className="button"
        href={link}
        style={{
          ...text(16, 20, "#FFFFFF"),
          display: "inline-block",
          margin: "8px 0 20px",
          padding: "14px 28px",
          borderRadius: 28,
          background: "#0B5A49",
          fontWeight: 600,
          textDecoration: "none",
        }}
      >
        {label}
      </Link>
      <Text className="muted" style={text(14, 21, "#485A52")}>
        {orOpen}
        <br />
        <Link className="link" href={link} style={{ color: "#0B5A49", wordBreak: "break-all" }}>
          {link}
        </Link>
      </Text>
    </>
  )
}
