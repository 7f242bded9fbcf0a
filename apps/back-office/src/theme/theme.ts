import { createTheme, type CSSVariablesResolver, type MantineThemeOverride } from '@mantine/core';

/** Why: a `<header>` in a dialog would count as a second head of the page. */
const HEADER_OF_A_DIALOG = { header: { role: 'presentation' } };

/** Why shade 9: white on lighter teals has less than the contrast of 4.5 that readers with weak eyes need. */
export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'teal',
  primaryShade: 9,
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250, multiline: true, maw: 360 } },
    Modal: {
      defaultProps: {
        centered: true,
        attributes: HEADER_OF_A_DIALOG,
        // Why no blur: without a graphics card it costs more than everything else on the page.
        overlayProps: { backgroundOpacity: 0.45 },
      },
    },
    Drawer: {
      defaultProps: { position: 'right', attributes: HEADER_OF_A_DIALOG, overlayProps: { backgroundOpacity: 0.25 } },
    },
    // Why: a dialog that puts the focus on such a field would open its list at once.
    Select: { defaultProps: { openOnFocus: false } },
    MultiSelect: { defaultProps: { openOnFocus: false } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 550, miw: 'max-content' } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } },
  },
});

/** Mantine's greys and reds for small text, moved to where their contrast is at least 4.5. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#596169',
    '--mantine-color-placeholder': '#666e76',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-anchor': '#06694a',
    '--mantine-color-teal-filled-hover': '#06694a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--mantine-color-teal-light-color': '#066447',
    '--mantine-color-yellow-light-color': '#7a4d00',
    '--mantine-color-red-light-color': '#a61e1e',
    '--mantine-color-blue-light-color': '#1864ab',
    '--mantine-color-gray-light-color': '#495057',
    '--dx-surface': '#ffffff',
    '--dx-canvas': '#f6f7f8',
    '--dx-line': '#e3e6e9',
    '--dx-soft': '#f1f3f5',
    '--dx-code': '#364149',
    '--dx-warn': '#a14a00',
    '--dx-good': '#087f5b',
  },
  dark: {
    '--mantine-color-dimmed': '#a9b1b8',
    '--mantine-color-placeholder': '#9aa2a9',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-anchor': '#63e6be',
    '--mantine-color-teal-filled-hover': '#06694a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--mantine-color-teal-light-color': '#8ff0cf',
    '--mantine-color-yellow-light-color': '#ffd8a8',
    '--mantine-color-red-light-color': '#ffc9c9',
    '--mantine-color-blue-light-color': '#a5d8ff',
    '--mantine-color-gray-light-color': '#ced4da',
    '--dx-surface': '#1d2023',
    '--dx-canvas': '#151719',
    '--dx-line': '#33383d',
    '--dx-soft': '#26292d',
    '--dx-code': '#d5dbe0',
    '--dx-warn': '#ffc078',
    '--dx-good': '#63e6be',
  },
});

/** The nonce that the server put on the page; styles that scripts add must carry it. */
export function readStyleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
