/** How long a browser may take to begin a download, in milliseconds. */
const TIME_TO_BEGIN = 60_000;

/** Offers a file to download, as if the user had followed a link to it. */
export function downloadFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), TIME_TO_BEGIN);
}

/** Offers a text as a JSON file to download. */
export function downloadJson(name: string, text: string): void {
  downloadFile(name, new Blob([text], { type: 'application/json' }));
}

/** Offers a text as a CSV file to download. */
export function downloadCsv(name: string, text: string): void {
  downloadFile(name, new Blob([text], { type: 'text/csv;charset=utf-8' }));
}
