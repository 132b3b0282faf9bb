import { eventually, type Tab } from './tab.ts';

/** A file that a page gave to the browser to save. */
export interface SavedFile {
  name: string;
  text: string;
}

/** Presses the button with these words, and takes the file that it saves. */
export async function saveFile(tab: Tab, button: string): Promise<SavedFile> {
  await tab.evaluate(catchDownload, null);
  await tab.click('button', { text: button });
  const caught = () => document.body.dataset.download ?? null;
  const download = await eventually(() => tab.evaluate(caught, null), `what "${button}" saves`);
  return JSON.parse(download) as SavedFile;
}

/** Has the page write the next file it saves into its body's data. Runs in the page. */
function catchDownload(): void {
  const { createObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  const blobs = new Map<string, Blob>();
  delete document.body.dataset.download;
  URL.createObjectURL = (blob: Blob) => {
    const url = createObjectURL.call(URL, blob);
    blobs.set(url, blob);
    return url;
  };
  HTMLAnchorElement.prototype.click = async function () {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
    const text = await blobs.get(this.href)?.text();
    document.body.dataset.download = JSON.stringify({ name: this.download, text });
  };
}

/** Chooses a JSON file of this text, as the browser's own dialog would; waits for the field. */
export async function chooseFile(tab: Tab, text: string): Promise<void> {
  const choose = (content: string): boolean => {
    const input = document.querySelector<HTMLInputElement>('input[type="file"]');
    if (!input) return false;
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'chosen.json', { type: 'application/json' }));
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  };
  await eventually(() => tab.evaluate(choose, text), 'a field for files');
}
