/**
 * Indents a JSON text without reading its values, so that no digit of a number is lost; a text that is no JSON stays as
 * it is.
 */
export function indentJson(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  let depth = 0;
  let result = '';
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g) ?? [];
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (token === '{' || token === '[') {
      const isEmpty = next === '}' || next === ']';
      if (!isEmpty) depth += 1;
      result += isEmpty ? token : token + newLine(depth);
    } else if (token === '}' || token === ']') {
      const before = tokens[index - 1];
      if (before === '{' || before === '[') result += token;
      else {
        depth -= 1;
        result += newLine(depth) + token;
      }
    } else if (token === ',') result += token + newLine(depth);
    else result += token === ':' ? ': ' : token;
  }
  return result;
}

function newLine(depth: number): string {
  return `\n${'  '.repeat(Math.max(depth, 0))}`;
}
