import { findOidcAccount } from "@/features/accounts/service";
import { followAppRoles } from "@/features/people/app-roles/service";
import { answerSignIn, type FindAccount } from "@/server/oidc";
import { systemActor } from "@/server/session";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

const findAccount: FindAccount = async (issuer, subject, said) => {
  const account = await findOidcAccount(issuer, subject);
  if (account !== null) await followAppRoles(systemActor(), { personId: account.personId, said });
  return account;
};

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerSignIn(request, (await params).nextauth, findAccount);
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return answerSignIn(request, (await params).nextauth, findAccount);
}
