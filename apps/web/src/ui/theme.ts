import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core";
import { type Appearance, appearances, night, teal, warmGrey } from "./tokens";

const sans = '"Inter Variable", "Noto Sans Arabic Variable", system-ui, -apple-system, "Segoe UI", sans-serif';
const tuple = (shades: readonly string[]) => shades as unknown as MantineColorsTuple;

/** What is written on filled controls comes from the tokens: the library would reckon with the light palette in the dark one. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  if (input.variant !== "filled") return colours;
  if (input.color === "red") return { ...colours, color: "var(--lyceum-on-danger)" };
  if (input.color === undefined || input.color === "teal") return { ...colours, color: "var(--mantine-primary-color-contrast)" };
  return colours;
};

/** The component library's theme, built from the tokens. One look for every control: pages set no colours of their own. */
export const theme = createTheme({
  fontFamily: sans,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Code", "Source Code Pro", Menlo, monospace',
  headings: {
    fontFamily: sans,
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.625rem", lineHeight: "1.2" },
      h2: { fontSize: "1.25rem", lineHeight: "1.2" },
      h3: { fontSize: "1.0625rem", lineHeight: "1.3" },
      h4: { fontSize: "0.9375rem", lineHeight: "1.3" },
    },
  },
  fontSizes: { xs: "0.8125rem", sm: "0.9375rem", md: "0.9375rem", lg: "1.0625rem", xl: "1.25rem" },
  lineHeights: { xs: "1.4", sm: "1.5", md: "1.55", lg: "1.5", xl: "1.35" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "20px" },
  defaultRadius: "md",
  primaryColor: "teal",
  primaryShade: { light: 7, dark: 4 },
  colors: { teal: tuple(teal), gray: tuple(warmGrey), dark: tuple(night) },
  white: "#FFFFFF",
  black: "#1F2328",
  variantColorResolver,
  autoContrast: true,
  luminanceThreshold: 0.28,
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
  shadows: {
    xs: "none",
    sm: "0 1px 2px rgba(20, 23, 26, 0.08)",
    md: "0 6px 20px rgba(20, 23, 26, 0.14)",
    lg: "0 10px 32px rgba(20, 23, 26, 0.18)",
    xl: "0 16px 48px rgba(20, 23, 26, 0.22)",
  },
  components: {
    Card: { defaultProps: { radius: "lg", withBorder: true, padding: "md" } },
    Paper: { defaultProps: { radius: "lg" } },
    Modal: { defaultProps: { radius: "lg", centered: true, transitionProps: { duration: 150, transition: "fade" } } },
    Menu: {
      defaultProps: { radius: "md", shadow: "md", transitionProps: { duration: 120 }, loop: true, withInitialFocusPlaceholder: false },
    },
    Popover: { defaultProps: { radius: "md", shadow: "md", transitionProps: { duration: 120 } } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false }, transitionProps: { duration: 120 } } },
    Badge: { defaultProps: { variant: "light", size: "lg", tt: "none", fw: 550, fz: "xs" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: 36 } },
    Anchor: { defaultProps: { underline: "hover" } },
  },
});

function colourVariables(look: Appearance): Record<string, string> {
  const { surfaces, texts, filled, tints, lines } = look;
  return {
    "--mantine-color-body": surfaces.body,
    "--mantine-color-text": texts.ink,
    "--mantine-color-bright": texts.ink,
    "--mantine-color-dimmed": texts.dimmed,
    "--mantine-color-placeholder": texts.placeholder,
    "--mantine-color-anchor": texts.link,
    "--mantine-color-error": texts.error,
    "--mantine-color-default": surfaces.raised,
    "--mantine-color-default-hover": surfaces.sunken,
    "--mantine-color-default-color": texts.ink,
    "--mantine-color-default-border": lines.control,
    "--mantine-color-disabled": surfaces.sunken,
    "--mantine-color-disabled-color": texts.dimmed,
    "--mantine-primary-color-filled": filled.primary,
    "--mantine-primary-color-filled-hover": filled.primaryHover,
    "--mantine-primary-color-contrast": filled.onPrimary,
    "--mantine-color-teal-text": texts.link,
    "--mantine-color-teal-filled": filled.primary,
    "--mantine-color-teal-filled-hover": filled.primaryHover,
    "--mantine-color-teal-light": tints.primary[0],
    "--mantine-color-teal-light-hover": surfaces.selected,
    "--mantine-color-teal-light-color": tints.primary[1],
    "--mantine-color-teal-outline": texts.link,
    "--mantine-primary-color-light": tints.primary[0],
    "--mantine-primary-color-light-hover": surfaces.selected,
    "--mantine-primary-color-light-color": tints.primary[1],
    "--mantine-color-gray-text": texts.ink,
    "--mantine-color-gray-light": surfaces.sunken,
    "--mantine-color-gray-light-hover": surfaces.selected,
    "--mantine-color-gray-light-color": texts.ink,
    "--mantine-color-red-text": texts.error,
    "--mantine-color-red-filled": filled.danger,
    "--mantine-color-red-filled-hover": filled.danger,
    "--mantine-color-red-light": tints.fail[0],
    "--mantine-color-red-light-hover": tints.fail[0],
    "--mantine-color-red-light-color": tints.fail[1],
    "--mantine-color-red-outline": texts.error,
    "--mantine-color-green-text": texts.pass,
    "--mantine-color-green-light": tints.pass[0],
    "--mantine-color-green-light-hover": tints.pass[0],
    "--mantine-color-green-light-color": tints.pass[1],
    "--mantine-color-yellow-text": texts.due,
    "--mantine-color-yellow-light": tints.due[0],
    "--mantine-color-yellow-light-hover": tints.due[0],
    "--mantine-color-yellow-light-color": tints.due[1],
    "--lyceum-raised": surfaces.raised,
    "--lyceum-sunken": surfaces.sunken,
    "--lyceum-selected": surfaces.selected,
    "--lyceum-hairline": lines.hairline,
    "--lyceum-focus": lines.focus,
    "--lyceum-pass": texts.pass,
    "--lyceum-fail": texts.error,
    "--lyceum-due": texts.due,
    "--lyceum-on-danger": filled.onDanger,
  };
}

const resolver =
  (light: Appearance, dark: Appearance): CSSVariablesResolver =>
  () => ({
    variables: { "--lyceum-serif": '"Source Serif 4 Variable", Georgia, serif', "--lyceum-bar": "3.5rem" },
    light: colourVariables(light),
    dark: colourVariables(dark),
  });

/** CSS variables for the usual and for the high-contrast appearances (`more` as in the media query prefers-contrast). */
export const cssVariables = {
  normal: resolver(appearances.light, appearances.dark),
  more: resolver(appearances.lightContrast, appearances.darkContrast),
};
