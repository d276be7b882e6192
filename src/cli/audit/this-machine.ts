/** Whether an address is of the machine that the audit runs on. */
export function isThisMachine(url: string): boolean {
  return (
    URL.canParse(url) && /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname)
  );
}
