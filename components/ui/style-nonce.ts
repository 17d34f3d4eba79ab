declare global {
  var __webpack_nonce__: string | undefined
}

/**
 * Radix locks the page behind a dialog with a <style> element; under a Content-Security-Policy it needs the page's nonce,
 * which its style writer looks for in this global. Call before a dialog or menu opens.
 */
export function lendStyleNonce(): void {
  globalThis.__webpack_nonce__ ??= document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce
}
