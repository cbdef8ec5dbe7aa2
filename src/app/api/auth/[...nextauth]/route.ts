import { findOidcAccount } from "@/features/accounts/service";
import { answerSignIn } from "@/server/oidc";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerSignIn(request, (await params).nextauth, findOidcAccount);
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return answerSignIn(request, (await params).nextauth, findOidcAccount);
}
