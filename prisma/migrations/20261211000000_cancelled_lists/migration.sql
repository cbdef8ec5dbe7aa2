-- Whoever asked for a long list may think better of it while it waits or is being read in.
ALTER TYPE "ImportRunState" ADD VALUE 'CANCELLED';
