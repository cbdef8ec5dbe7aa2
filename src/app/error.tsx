"use client";

/** An outage or a fault of ours: said plainly, in both languages, since nothing more can be relied on here. */
export default function Problem({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="wrap" id="innehall">
      <h1>Något gick fel</h1>
      <p className="lead">Det du har sparat finns kvar. Försök igen om en stund. Hör av dig till samordningen med referensen om det inte hjälper.</p>
      <p lang="en">Something went wrong. What you saved is still there. Try again in a while.</p>
      <p className="meta">Referens: {error.digest ?? "–"}</p>
      <p>
        <button className="btn" type="button" onClick={reset}>
          Försök igen
        </button>
      </p>
    </main>
  );
}
