import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `npm run dev` finds the API; the built console always talks to the origin that serves it. */
const API_ORIGIN = "http://127.0.0.1:8080";

export default defineConfig({
  base: "/admin/",
  plugins: [react()],
  server: { proxy: { "/api": API_ORIGIN, "/media": API_ORIGIN } },
  build: {
    target: "es2022",
    // The component library is one chunk of 0.95 MB (300 KB on the wire), cached by its hash; charts load after the first numbers.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "charts", test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 30 },
            {
              name: "contract",
              test: /node_modules[\\/].*(@orpc|zod)[\\/]|packages[\\/](contract|kernel)[\\/]/,
              priority: 25,
            },
            {
              name: "react",
              test: /node_modules[\\/].*[\\/](react|react-dom|scheduler|react-router)[\\/]/,
              priority: 20,
            },
            {
              name: "antd",
              test: /node_modules[\\/].*(antd|@ant-design|@rc-component|dayjs)[\\/]/,
              priority: 10,
            },
          ],
        },
      },
    },
  },
});
