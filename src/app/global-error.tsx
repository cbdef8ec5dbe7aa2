"use client";

/** The last resort, when not even the frame could be drawn. */
export default function GlobalProblem({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="sv">
      <body>
        <main id="innehall">
          <h1>Något gick fel</h1>
          <p>Det du har sparat finns kvar. Ladda om sidan om en stund.</p>
          <p lang="en">Something went wrong. What you saved is still there. Reload the page in a while.</p>
          <p>Referens: {error.digest ?? "–"}</p>
        </main>
      </body>
    </html>
  );
}
