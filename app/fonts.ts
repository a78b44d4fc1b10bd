import localFont from "next/font/local";

/** The letters of nearly every page: asked for before anything is painted, so that no line moves when they are there. */
const latin = localFont({
  src: "../node_modules/@fontsource-variable/mona-sans/files/mona-sans-latin-wdth-normal.woff2",
  variable: "--font-latin",
  weight: "200 900",
  adjustFontFallback: false, // "Mona Sans Fallback" of globals.css comes after the letters of all languages
  declarations: [
    { prop: "font-stretch", value: "75% 125%" },
    {
      prop: "unicode-range",
      value:
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    },
  ],
});

/** Those of other languages in Latin letters, asked for where one is written. */
const latinExtended = localFont({
  src: "../node_modules/@fontsource-variable/mona-sans/files/mona-sans-latin-ext-wdth-normal.woff2",
  variable: "--font-latin-extended",
  weight: "200 900",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    { prop: "font-stretch", value: "75% 125%" },
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    },
  ],
});

/** Those of Vietnamese, likewise. */
const vietnamese = localFont({
  src: "../node_modules/@fontsource-variable/mona-sans/files/mona-sans-vietnamese-wdth-normal.woff2",
  variable: "--font-vietnamese",
  weight: "200 900",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    { prop: "font-stretch", value: "75% 125%" },
    {
      prop: "unicode-range",
      value:
        "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB",
    },
  ],
});

/** Mona Sans, in the parts that @fontsource-variable/mona-sans cuts it into, with the range of letters that it gives to each. */
export const MONA_SANS = `${latin.variable} ${latinExtended.variable} ${vietnamese.variable}`;
