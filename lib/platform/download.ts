/** How long a browser may take to begin a download, in milliseconds. */
const TIME_TO_BEGIN = 60_000;

/** Offers a text as a JSON file to download, as if the user had followed a link to it. */
export function downloadJson(name: string, text: string): void {
  downloadFile(name, [text], 'application/json');
}

/** The same for a file of any type, from the parts of its text in their order. */
export function downloadFile(name: string, parts: readonly string[], type: string): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), TIME_TO_BEGIN);
}
