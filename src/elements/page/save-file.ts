/** Gives the shopper a file, by the browser's own way of saving one. */
const KEPT_MS = 60_000;

export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Some browsers read it only once the shopper has said where to.
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
