import { describe, expect, it } from 'vitest';
import { isSecretName } from './secret-names';

describe('the name of a field', () => {
  it.each([
    'password',
    'userPassword',
    'user[password_confirmation]',
    'login-pwd',
    'Passwort wiederholen',
    'Kennwort',
    'Mot de passe',
    'Contraseña',
    'Senha atual',
    'Wachtwoord',
    'Lösenord',
    'Hasło',
    'Heslo',
    'Пароль',
    'パスワード(確認)',
    '密码',
    '비밀번호',
    'كلمة المرور',
    'access_token',
    'API key',
    'apiKey',
    'Private key',
    'Recovery phrase',
    'CVV2',
    'IBAN',
    'cardNumber',
    'Account number',
    'Kreditkartennummer',
  ])('“%s” is that of a secret, however long the field is', (name) => {
    expect(isSecretName(name, false)).toBe(true);
  });

  it.each([
    'PIN',
    'Code',
    'zugangscode',
    'Verification code',
    'Name on card',
    'account',
    'key',
    'Kontonummer',
    'Kartennummer',
    'Numéro de carte',
    'Clé',
    'Tarjeta',
    'Código',
    'Cartão',
    'Rekeningnummer',
    'Номер карты',
    'Код',
    'カード番号',
    '验证码',
    '카드 번호',
  ])('“%s” is that of a secret in a single line', (name) => {
    expect(isSecretName(name, true)).toBe(true);
    expect(isSecretName(name, false)).toBe(false);
  });

  it.each([
    '',
    'Text',
    'Message',
    'subject',
    'Your name',
    'Keywords',
    'keyboard',
    'monkey',
    'Secretary’s report',
    'Pinboard',
    'Cardiology notes',
    'Accounting',
    'Compassion',
    'Spin',
    'Description',
    'Encoder',
    'Kartoffelsalat',
    'Kontor',
    'Betreff',
    'Objet',
    'Тема',
    '件名',
    'What would you like to tell us about the card that you sent to her?',
  ])('“%s” is that of a plain field', (name) => {
    expect(isSecretName(name, true)).toBe(false);
  });
});
