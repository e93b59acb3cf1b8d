/** Where a stored picture is fetched from: same origin on H5, the API's origin in the mini program. */
export function mediaUrl(path: string): string {
  if (!path.startsWith("/")) return path;
  return API_BASE.startsWith("http") ? API_BASE.replace(/\/api\/v1$/, "") + path : path;
}
