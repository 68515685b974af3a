/**
 * The Markdown of our own texts: headings, paragraphs, lists, bold. Made into a tree and drawn by Svelte, never into
 * HTML text, so nothing in a text can reach the page as code.
 */
export interface Run {
  text: string;
  bold: boolean;
}

export type Block =
  | { is: 'heading'; level: number; runs: Run[] }
  | { is: 'paragraph'; runs: Run[] }
  | { is: 'list'; ordered: boolean; items: Run[][] };

/** "a **b** c": bold is what stands between two pairs of stars; a pair without its partner stays as it is. */
export function runsOf(text: string): Run[] {
  const parts = text.split('**');
  const paired = parts.length % 2 === 1;
  const whole = paired ? parts : [...parts.slice(0, -2), parts.slice(-2).join('**')];
  return whole.map((part, index) => ({ text: part, bold: index % 2 === 1 })).filter((run) => run.text !== '');
}

/** Without the front matter between two lines of three hyphens. */
function body(source: string): string {
  const text = source.replaceAll('\r\n', '\n');
  if (!text.startsWith('---\n')) return text;
  const end = text.indexOf('\n---\n', 4);
  return end < 0 ? text : text.slice(end + 5);
}

export function blocksOf(source: string): Block[] {
  const blocks: Block[] = [];
  let open: { is: 'paragraph'; lines: string[] } | { is: 'list'; ordered: boolean; items: string[] } | null =
    null;
  const close = () => {
    if (open?.is === 'paragraph') blocks.push({ is: 'paragraph', runs: runsOf(open.lines.join(' ')) });
    if (open?.is === 'list')
      blocks.push({ is: 'list', ordered: open.ordered, items: open.items.map(runsOf) });
    open = null;
  };
  for (const line of body(source).split('\n')) {
    const heading = /^(#{1,6})\s+(.*?)\s*$/.exec(line);
    const item = /^(?:(-|\*)|\d+\.)\s+(.*)$/.exec(line);
    if (line.trim() === '') close();
    else if (heading) {
      close();
      blocks.push({ is: 'heading', level: heading[1]?.length ?? 1, runs: runsOf(heading[2] ?? '') });
    } else if (item) {
      const ordered = item[1] === undefined;
      if (open?.is !== 'list' || open.ordered !== ordered) {
        close();
        open = { is: 'list', ordered, items: [] };
      }
      open.items.push(item[2] ?? '');
    } else if (open?.is === 'list') open.items.push(`${open.items.pop() ?? ''} ${line.trim()}`);
    else if (open?.is === 'paragraph') open.lines.push(line.trim());
    else open = { is: 'paragraph', lines: [line.trim()] };
  }
  close();
  return blocks;
}
