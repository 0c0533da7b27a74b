/*
 * What fields for secrets are called, in the languages that most pages are written in. Compared in lower case, with
 * identifiers such as `userPassword` or `card_no` taken apart; a word stands alone, except where a stem is marked.
 */

/** Words that no field for prose is called by. With `*`, only the beginning or the end of a word. */
const SECRET = `
  *password* passwd* passphrase passcode pwd* pswd psw *passwort* kennwort* mdp contrasena contraseña senha senhas
  wachtwoord* lösenord* losenord* adgangskode* passord* kodeord* salasana* hasło hasła haslo heslo* jelszó* jelszo*
  parolă* parole парол* şifre* sifre* κωδικός* κωδικο* סיסמה סיסמא sandi รหัสผ่าน*
  *パスワード* *暗証番号* *密码* *密碼* *口令* *비밀번호* *암호*
  secret secrets *token *tokens apikey apikeys privatekey privkey credential* otp totp 2fa mfa cvv* cvc* csc ssn iban
  bban geheimzahl* geheimnummer* mnemonic creditcard* kreditkarte* kreditkort*
`;

/** Words that prose may be about as well: they tell of a secret where a field has a single line. */
const DOUBTFUL = `
  pass pin pincode code codes *code card cards cardno cardnumber ccnum ccnumber ccno cc account accounts acct* key keys
  accesskey secretkey passkey parola
  karte *karte *kartennummer kartennr konto *konto kontonummer kontonr schlüssel *schlüssel tan
  carte compte comptes clé cle clef tarjeta* cuenta cuentas clave claves codigo código cartão cartao conta chave*
  conto codice chiave kaart *kaart rekening* bankkort kortnummer kortnr kod kode koodi kortti tili kód karta karty
  konta účet* klíč klucz kártya* kártyaszám bankszámla* cod kart kartı hesap*
  код карта карты карточка счет счёт ключ κάρτα* λογαριασμ* κλειδί*
  *カード* *口座* *コード キー *アクセスキー *秘密鍵 *卡号* *卡號* *账号* *账户* *帐号* *帳號* *验证码* *驗證碼* *密钥* *金鑰*
  *카드* *계좌* *코드 키 *인증번호* بطاقة حساب رمز مفتاح
`;

/** Several words that are a secret together only. */
const PHRASES =
  /mots? de passe|carte bleue|carta di credito|palavra passe|mật khẩu|kata sandi|كلمة (?:المرور|السر)|pass (?:word|phrase|code)|api key|(?:private|secret|access|recovery|encryption|licen[cs]e) key|(?:seed|recovery|backup) (?:phrase|words?)|one time|security (?:code|number|answer)|social security|card (?:number|no)|account (?:number|no)|routing number|sort code|secret (?:key|question)/u;

/** Longer labels are sentences, in which a doubtful word says nothing. */
const LABEL_WORDS = 6;

function pattern(words: string): RegExp {
  const alternatives = words
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^\*/, '\\p{L}*').replace(/\*$/, '[\\p{L}\\p{N}]*'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'u');
}

const secret = pattern(SECRET);
const doubtful = pattern(DOUBTFUL);

/** Words in lower case, with one space between them: `userPassword`, `card_no` and `user[pin]` are two each. */
function words(name: string): string {
  return name
    .normalize('NFC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

/** More names than the fields of a page have. */
const MOST = 200;

/** What was said of names, with and without doubts: the same few are asked about as long as somebody types. */
const known = [new Map<string, boolean>(), new Map<string, boolean>()] as const;

/**
 * Whether a field of this name, label or placeholder is for a secret.
 * @param doubts whether words count that may be about something else too, as in “code” or “account”
 */
export function isSecretName(name: string, doubts: boolean): boolean {
  const said = known[doubts ? 1 : 0];
  let verdict = said.get(name);
  if (verdict === undefined) {
    if (said.size >= MOST) said.clear();
    said.set(name, (verdict = tellsOfSecret(name, doubts)));
  }
  return verdict;
}

function tellsOfSecret(name: string, doubts: boolean): boolean {
  const said = words(name);
  if (said === '') return false;
  if (secret.test(said) || PHRASES.test(said)) return true;
  return doubts && said.split(' ').length <= LABEL_WORDS && doubtful.test(said);
}
