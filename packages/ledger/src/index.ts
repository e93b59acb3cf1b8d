export * from "./post.ts";
