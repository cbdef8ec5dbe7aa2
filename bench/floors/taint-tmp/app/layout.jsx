export const dynamic = "force-dynamic";

export const metadata = { title: "Projekt" };

export default function Layout({ children }) {
  return (
    <html lang="sv">
      <body>{children}</body>
    </html>
  );
}
