/** The passwords that are tried first, in lower case. Short on purpose: patterns are refused by rule. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  (
    'password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword qwerty123 qwertyui qwertyuiop qwerty1234 ' +
    'asdfghjkl asdfasdf zxcvbnm123 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 q1w2e3r4 qazwsxedc zaq12wsx iloveyou iloveyou1 ' +
    'sunshine princess football baseball welcome1 welcome123 letmein1 trustno1 superman batman123 dragon123 monkey123 master123 ' +
    'administrator admin123 admin1234 admin888 admin@123 root1234 changeme changeme1 test1234 test12345 abcd1234 abc12345 abc123456 ' +
    'a1234567 a12345678 a123456789 aa123456 aa12345678 q1234567 qq123456 qq12345678 woaini520 woaini1314 5201314520 520131400 ' +
    'woaini123 woaini521 13145200 147258369 789456123 741852963 159357123 112233445566 11223344 1122334455 123123123 123321123 ' +
    '12344321 87654321 98765432 88886666 66668888 66666688 18181818 12121212 10101010 31415926 00000001 a11111111 zxcvbnm1 ' +
    'ktv12345 ktv123456 vip12345 vip88888 huiyuan123 kefu1234 kefu12345 nihao123 zhongguo shanghai beijing2008'
  ).split(' '),
);
