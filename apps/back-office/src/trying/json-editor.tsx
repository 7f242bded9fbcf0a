import { useComputedColorScheme } from '@mantine/core';
import { json } from '@codemirror/lang-json';
import CodeMirror, { EditorView } from '@uiw/react-codemirror';
import { useMemo } from 'react';
import { readStyleNonce } from '../theme/theme';

interface JsonEditorProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** An editor for JSON that readers of screens and of the keyboard can use. */
export default function JsonEditor({ label, value, onChange }: JsonEditorProps) {
  const scheme = useComputedColorScheme('light');
  const extensions = useMemo(
    () => [
      json(),
      EditorView.lineWrapping,
      EditorView.cspNonce.of(readStyleNonce()),
      EditorView.contentAttributes.of({ 'aria-label': label }),
    ],
    [label],
  );
  return (
    <CodeMirror
      value={value}
      onChange={onChange}
      extensions={extensions}
      theme={scheme}
      height="260px"
      basicSetup={{ foldGutter: false, highlightActiveLineGutter: false }}
      // Why: a region that scrolls must be reachable by keyboard.
      onCreateEditor={(view) => (view.scrollDOM.tabIndex = 0)}
    />
  );
}
