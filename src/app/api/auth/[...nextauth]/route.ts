import { findOidcAccount } from "@/features/accounts/service";
import { followAppRoles } from "@/features/people/app-roles/service";
import { answerSignIn, type FindAccount } from "@/server/oidc";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

const findAccount: FindAccount = async (program, { issuer, subject }, said) => {
  const account = await findOidcAccount(issuer, subject);
  if (account !== null) await followAppRoles(program, { personId: account.personId, said });
  return account;
};

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerSignIn(request, (await params).nextauth, findAccount);
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return answerSignIn(request, (await params).nextauth, findAccount);
}
