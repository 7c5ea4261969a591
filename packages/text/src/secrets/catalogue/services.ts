import type { SecretRule } from "../rule.ts";
import { assigned, issuer, token } from "./define.ts";

/** Messaging, payment, identity, crypto and other services. */
export const serviceRules: readonly SecretRule[] = [
  ...issuer("Slack", "messaging", "api.slack.com/apps", [
    token("slack-bot-token", "Slack bot token", [
      "xoxb-{d:8,14}-{d:8,14}-{A:18,34}",
      "xoxb-{d:8,14}-{A:18,34}",
      "xoxb-{d:10,13}-{d:10,13}{t:0,60}",
    ]),
    token("slack-user-token", "Slack user token", [
      "xoxp-{d:9,14}-{d:9,14}-{d:9,14}-{A:28,34}",
      "xoxe-{d:9,14}-{d:9,14}-{d:9,14}-{A:28,34}",
      "xoxp-{d:9,14}-{d:9,14}-{a:28,34}",
    ]),
    token(
      "slack-legacy-token",
      "Slack legacy token",
      [
        "xox{=o|s}-{d:1,14}-{d:1,14}-{d:1,14}-{x:1,64}",
        "xox{=a|r}-{d:1}-{d:8,14}-{d:8,14}-{d:8,14}-{A:16,34}",
        "xox{=a|r}-{A:8,48}",
        "xox{=a|r}-{d:1}-{A:8,48}",
        "xoxc-{d:9,14}-{d:9,14}-{d:9,14}-{h:64}",
        "xoxd-{g:60,400}",
      ],
      { keywords: ["xoxa-", "xoxr-", "xoxo-", "xoxs-", "xoxc-", "xoxd-"] },
    ),
    token("slack-config-token", "Slack configuration token", ["xoxe.xox{=b|p}-{d:1}-{A:160,170}", "xoxe-{d:1}-{A:140,170}"], {
      keywords: ["xoxe.xox", "xoxe-"],
    }),
    token("slack-app-token", "Slack app-level token", ["xapp-{d:1}-{U:8,14}-{d:10,14}-{A:60,70}", "xapp-{d:1}-{U:1,14}-{d:1,14}-{a:1,90}"]),
    token(
      "slack-webhook-url",
      "Slack webhook URL",
      ["hooks.slack.com/{=services|workflows|triggers}/{m:43,56}", "hooks.slack.com/workflows/{m:43,90}"],
      { keywords: ["hooks.slack.com/"], severity: "medium", entropy: 3.2 },
    ),
  ]),
  ...issuer("Discord", "messaging", "discord.com/developers/applications", [
    token("discord-webhook-url", "Discord webhook URL", "discord.com/api/webhooks/{d:17,20}/{w:60,80}", { severity: "medium" }),
    token("discord-legacy-webhook-url", "Discord webhook URL (older host)", "discordapp.com/api/webhooks/{d:17,20}/{w:60,80}", {
      severity: "medium",
    }),
    assigned("discord-bot-token", "Discord bot token", ["discord", "bot_token", "token"], "{=M|N|O}{A:23,27}.{w:6}.{w:27,38}", {
      entropy: 3.8,
    }),
    assigned("discord-client-id", "Discord client id", ["discord"], "{d:18}", { severity: "low", confidence: "possible" }),
    assigned("discord-secret", "Discord client secret or token", ["discord"], ["{k:32}", "{h:64}"], { check: "has-digit", entropy: 3 }),
  ]),
  ...issuer("Telegram", "messaging", "@BotFather (/revoke)", [
    assigned("telegram-token", "Telegram bot token by name", ["telegr"], "{d:5,16}:A{w:34}", { check: "has-digit", entropy: 3 }),
    token("telegram-bot-token", "Telegram bot token", "{d:8,10}:AA{w:32,33}", { keywords: [":aa"], lead: 10, entropy: 3.5 }),
  ]),
  ...issuer("Microsoft Teams", "messaging", "the Teams channel connectors", [
    token(
      "teams-webhook-url",
      "Microsoft Teams webhook URL",
      "{a:1,60}.webhook.office.com/webhookb2/{t:36}@{t:36}/IncomingWebhook/{A:32}/{t:36}",
      {
        keywords: [".webhook.office.com/"],
        lead: 60,
        severity: "medium",
      },
    ),
  ]),
  ...issuer("Twilio", "messaging", "console.twilio.com (API keys)", [
    token("twilio-api-key", "Twilio API key", "SK{x:32}", { keywords: ["sk"], check: "has-digit", entropy: 3, confidence: "possible" }),
    assigned("twilio-auth-token", "Twilio auth token", ["twilio"], "{h:32}", { heads: ["token", "secret", "key"] }),
    token("sendgrid-api-key", "SendGrid API key", ["SG.{w:22}.{w:43}", "SG.{j:66}"], { entropy: 3.5 }),
  ]),
  ...issuer("Mailgun", "messaging", "app.mailgun.com/settings/api_security", [
    token("mailgun-api-key", "Mailgun API key", "key-{h:32}", { near: ["mailgun", "mg.", "api:"] }),
    assigned("mailgun-key", "Mailgun key", ["mailgun"], ["{=key-|pubkey-}{h:32}", "{h:32}-{h:8}-{h:8}"]),
  ]),
  ...issuer("Mailchimp", "messaging", "admin.mailchimp.com/account/api", [
    token("mailchimp-api-key", "Mailchimp API key", "{h:32}-us{d:1,2}", { keywords: ["-us"], lead: 32 }),
    token("mandrill-api-key", "Mandrill API key", "md-{w:22}", { check: "mixed-case-and-digit", near: ["mandrill", "mailchimp"] }),
  ]),
  ...issuer("Brevo", "messaging", "app.brevo.com/settings/keys/api", [
    token("brevo-api-key", "Brevo API key", ["xkeysib-{h:64}-{A:16}", "xsmtpsib-{h:64}-{A:16}"]),
  ]),
  ...issuer("Resend", "messaging", "resend.com/api-keys", [
    token("resend-api-key", "Resend API key", "re_{A:8}_{A:20,28}", { check: "mixed-case-and-digit", entropy: 3.5 }),
  ]),
  ...issuer("MailerSend", "messaging", "app.mailersend.com/api-tokens", [token("mailersend-token", "MailerSend token", "mlsn.{h:64}")]),
  ...issuer("Postmark", "messaging", "account.postmarkapp.com", [
    assigned("postmark-token", "Postmark token", ["postmark"], "{uuid}", { heads: ["token", "key", "secret"] }),
  ]),
  ...issuer("Bird", "messaging", "dashboard.messagebird.com", [
    assigned("messagebird-token", "MessageBird token", ["messagebird", "message-bird", "message_bird"], "{a:25}", { check: "has-digit" }),
    assigned("messagebird-client-id", "MessageBird client id", ["messagebird", "message-bird", "message_bird"], "{uuid}", {
      severity: "low",
    }),
  ]),
  ...issuer("Sendbird", "messaging", "dashboard.sendbird.com", [
    assigned("sendbird-token", "Sendbird token", ["sendbird"], ["{h:40}", "{uuid}"]),
  ]),
  ...issuer("Intercom", "messaging", "app.intercom.com (developer hub)", [
    assigned("intercom-token", "Intercom token", ["intercom"], "{k:60}", { check: "has-digit", entropy: 3.2 }),
  ]),
  ...issuer("Mattermost", "messaging", "the Mattermost profile", [
    assigned("mattermost-token", "Mattermost token", ["mattermost"], "{a:26}", { check: "has-digit" }),
  ]),
  ...issuer("Gitter", "messaging", "developer.gitter.im", [
    assigned("gitter-token", "Gitter token", ["gitter"], "{w:40}", { check: "has-digit", entropy: 3.2 }),
  ]),
  ...issuer("Stripe", "payment", "dashboard.stripe.com/apikeys", [
    token("stripe-live-key", "Stripe live key", ["{=sk|rk}_live_{A:10,120}", "{=sk|rk}_prod_{A:10,120}"], {
      keywords: ["sk_live_", "rk_live_", "sk_prod_", "rk_prod_"],
      severity: "critical",
    }),
    token("stripe-test-key", "Stripe test key", "{=sk|rk}_test_{A:10,120}", { keywords: ["sk_test_", "rk_test_"], severity: "low" }),
    token("stripe-webhook-secret", "Stripe webhook secret", ["whsec_{b:32,64}{pad}"], { severity: "medium" }),
  ]),
  ...issuer("Square", "payment", "developer.squareup.com/apps", [
    token("square-token", "Square token", ["EAAA{w:22,60}", "sq0atp-{w:22,60}", "sq0csp-{w:43}"], { check: "has-digit", entropy: 3.4 }),
  ]),
  ...issuer("PayPal", "payment", "the Braintree control panel", [
    token("braintree-token", "Braintree access token", "access_token${=production|sandbox}${a:16}${h:32}", { keywords: ["access_token$"] }),
  ]),
  ...issuer("Shopify", "payment", "the Shopify admin under Apps", [
    token("shopify-token", "Shopify token", ["shpat_{x:32}", "shpca_{x:32}", "shppa_{x:32}", "shpss_{x:32}"]),
  ]),
  ...issuer("Plaid", "payment", "dashboard.plaid.com/developers/keys", [
    token("plaid-access-token", "Plaid access token", "access-{=sandbox|development|production}-{uuid}", {
      keywords: ["access-sandbox-", "access-development-", "access-production-"],
    }),
    assigned("plaid-secret", "Plaid secret", ["plaid"], ["{h:30}", "{A:30}", "{A:24}"], { check: "has-digit", entropy: 3 }),
  ]),
  ...issuer("Flutterwave", "payment", "dashboard.flutterwave.com", [
    token(
      "flutterwave-key",
      "Flutterwave key",
      ["FLWSECK_TEST-{a:12,32}-X", "FLWSECK-{a:32}-X", "FLWSECK_TEST-{a:12,32}", "FLWPUBK_TEST-{a:32}-X"],
      { keywords: ["flwseck_test-", "flwseck-", "flwpubk_test-"] },
    ),
  ]),
  ...issuer("GoCardless", "payment", "manage.gocardless.com/developers", [
    assigned("gocardless-token", "GoCardless token", ["gocardless"], "live_{k:40}"),
  ]),
  ...issuer("Coinbase", "payment", "coinbase.com/settings/api", [
    assigned("coinbase-token", "Coinbase token", ["coinbase"], "{w:64}", { check: "has-digit", entropy: 3.2 }),
  ]),
  ...issuer("EasyPost", "payment", "easypost.com/account/api-keys", [
    token("easypost-key", "EasyPost key", ["EZAK{A:54}", "EZTK{A:54}"], { check: "has-digit" }),
  ]),
  ...issuer("Shippo", "payment", "apps.goshippo.com/settings/api", [
    token("shippo-token", "Shippo token", "shippo_{=live|test}_{x:40}", { keywords: ["shippo_"] }),
  ]),
  ...issuer("Duffel", "payment", "app.duffel.com", [
    token("duffel-token", "Duffel token", "duffel_{=test|live}_{k:43}", { keywords: ["duffel_"] }),
  ]),
  ...issuer("Lob", "payment", "dashboard.lob.com/settings/keys", [
    assigned("lob-key", "Lob key", ["lob"], ["{=live|test}_{h:35}", "{=live|test}_pub_{h:31}"]),
  ]),
  ...issuer("Razorpay", "payment", "dashboard.razorpay.com", [
    token("razorpay-key-id", "Razorpay key id", ["rzp_live_{A:14}", "rzp_test_{A:14}"], { severity: "medium" }),
  ]),
  ...issuer("Adyen", "payment", "ca-live.adyen.com", [
    token("adyen-api-key", "Adyen API key", "AQE{a:1}hmf{m:80,300}{pad}", { keywords: ["aqe"] }),
  ]),
  ...issuer("Freemius", "payment", "dashboard.freemius.com", [
    assigned("freemius-secret-key", "Freemius secret key", ["secret_key"], "sk_{e:29}"),
  ]),
  ...issuer("Finicity", "payment", "developer.mastercard.com", [
    assigned("finicity-secret", "Finicity secret", ["finicity"], ["{h:32}", "{a:20}"], { check: "has-digit" }),
  ]),
  ...issuer("Finnhub", "payment", "finnhub.io/dashboard", [
    assigned("finnhub-token", "Finnhub token", ["finnhub"], "{a:20}", { check: "has-digit" }),
  ]),
  ...issuer("Crypto exchange", "crypto", "the exchange under API management", [
    assigned("bittrex-key", "Bittrex key", ["bittrex"], "{a:32}", { check: "has-digit" }),
    assigned("kraken-key", "Kraken key", ["kraken"], ["{m:80,90}{pad}"], { check: "has-digit", entropy: 3.8 }),
    assigned("kucoin-key", "KuCoin key", ["kucoin"], ["{h:24}", "{uuid}"]),
    assigned("binance-key", "Binance key", ["binance"], "{A:64}", { check: "has-digit", entropy: 3.8 }),
  ]),
  ...issuer("Ethereum", "crypto", "a new wallet (move the funds)", [
    token("secp256k1-private-key", "Private key of a wallet", "0x{x:64}", {
      confidence: "possible",
      near: ["wallet", "private key", "privatekey", "privkey"],
      entropy: 3,
      severity: "critical",
    }),
    assigned("ethereum-private-key", "Ethereum private key", ["private", "deployer", "wallet", "eth", "mnemonic"], "0x{x:64}", {
      heads: ["key", "secret", "pk", "wallet"],
      severity: "critical",
      entropy: 3,
    }),
  ]),
  ...issuer("Settlemint", "crypto", "the Settlemint console", [
    token("settlemint-token", "Settlemint token", ["sm_aat_{A:16}", "sm_pat_{A:16}", "sm_sat_{A:16}"]),
  ]),
  ...issuer("age", "crypto", "a new key pair (age-keygen)", [
    token("age-secret-key", "age secret key", "AGE-SECRET-KEY-1{U:58}", { severity: "critical" }),
  ]),
  ...issuer("Okta", "identity", "the Okta admin console under API tokens", [
    assigned("okta-token", "Okta API token", ["okta"], "00{k:40}", { check: "mixed-case-and-digit", entropy: 3.8 }),
  ]),
  ...issuer("Authress", "identity", "authress.io/app", [
    token("authress-key", "Authress service client key", ["{=sc|ext|scauth|authress}_{a:5,30}.{a:4,6}.acc{=_|-}{n:10,64}.{q:30,120}"], {
      keywords: ["sc_", "ext_", "scauth_", "authress_"],
      entropy: 3.2,
    }),
  ]),
  ...issuer("Meta", "saas", "developers.facebook.com/apps", [
    token("facebook-page-token", "Facebook page or system token", ["EAAM{a:1}{A:99,240}", "EAAC{a:1}{A:99,240}", "EAA{A:100,240}"], {
      keywords: ["eaa"],
      entropy: 4,
      check: "has-digit",
    }),
    token("facebook-app-token", "Facebook app access token", ["{d:15,16}|{w:27,40}", "{d:15,16}%7C{w:27,40}"], {
      keywords: ["|", "%7c"],
      lead: 16,
      near: ["facebook", "fb_"],
    }),
    assigned("facebook-named-token", "Facebook app access token by name", ["facebook", "fb_"], "{d:15,16}%{w:27,40}", { entropy: 3 }),
    assigned("facebook-secret", "Facebook app secret", ["facebook", "fb_"], "{h:32}", { heads: ["secret", "key", "token", "facebook"] }),
  ]),
  ...issuer("X", "saas", "developer.x.com", [
    token("twitter-bearer-token", "X (Twitter) bearer token", "AAAAAAAAAAAAAAAAAAAAA{g:60,110}", {
      keywords: ["aaaaaaaaaaaaaaaaaaaaa"],
      check: "mixed-case-and-digit",
      entropy: 4,
    }),
    assigned("twitter-key", "X (Twitter) key", ["twitter"], ["{d:15,25}-{A:20,40}", "{A:25}", "{A:45}", "{A:50}"], {
      check: "has-digit",
      entropy: 3,
    }),
  ]),
  ...issuer("LinkedIn", "saas", "linkedin.com/developers/apps", [
    assigned("linkedin-secret", "LinkedIn client id or secret", ["linkedin", "linked_in", "linked-in"], ["{a:14}", "{A:16}"], {
      check: "has-digit",
    }),
  ]),
  ...issuer("Twitch", "saas", "dev.twitch.tv/console", [
    assigned("twitch-token", "Twitch token", ["twitch"], "{a:30}", { check: "has-digit", entropy: 3 }),
  ]),
  ...issuer("HubSpot", "saas", "app.hubspot.com (private apps)", [
    token("hubspot-private-app-token", "HubSpot private app token", ["pat-na1-{uuid}", "pat-na2-{uuid}", "pat-eu1-{uuid}"]),
    assigned("hubspot-api-key", "HubSpot API key", ["hubspot"], "{uuid}", { heads: ["key", "token", "secret", "hapikey", "hubspot"] }),
  ]),
  ...issuer("Linear", "saas", "linear.app/settings/api", [
    token("linear-api-key", "Linear API key", ["lin_api_{A:40,64}", "lin_oauth_{A:40,64}"]),
    assigned("linear-secret", "Linear client secret", ["linear"], "{h:32}", { heads: ["secret", "key", "token", "linear"] }),
  ]),
  ...issuer("Figma", "saas", "figma.com/settings", [token("figma-token", "Figma token", "figd_{w:38,64}")]),
  ...issuer("Asana", "saas", "app.asana.com/0/my-apps", [
    assigned("asana-client-id", "Asana client id", ["asana"], "{d:16}", { severity: "low", confidence: "possible" }),
    assigned("asana-secret", "Asana client secret", ["asana"], ["{a:32}", "{d:1}/{d:16}:{h:32}", "{d:1}/{d:16}/{d:16}:{h:32}"], {
      check: "has-digit",
    }),
  ]),
  ...issuer("Typeform", "saas", "admin.typeform.com/account#/section/tokens", [
    token("typeform-token", "Typeform token", "tfp_{n:40,65}", { check: "has-digit", entropy: 3.5 }),
  ]),
  ...issuer("Adobe", "saas", "developer.adobe.com/console", [
    token("adobe-client-secret", "Adobe client secret", "p8e-{A:32}", { check: "has-digit" }),
    assigned("adobe-client-id", "Adobe client id", ["adobe"], "{h:32}"),
  ]),
  ...issuer("Adafruit", "saas", "io.adafruit.com", [
    token("adafruit-io-key", "Adafruit IO key", "aio_{A:28}"),
    assigned("adafruit-api-key", "Adafruit API key", ["adafruit"], "{v:32}", { check: "has-digit" }),
  ]),
  ...issuer("Frame.io", "saas", "developer.frame.io", [token("frameio-token", "Frame.io token", "fio-u-{k:64}")]),
  ...issuer("Beamer", "saas", "app.getbeamer.com/settings#api", [assigned("beamer-token", "Beamer token", ["beamer"], "b_{k:44}")]),
  ...issuer("42", "saas", "profile.intra.42.fr/oauth/applications", [
    token("intra42-secret", "42 intra client secret", ["s-s4t2ud-{h:64}", "s-s4t2af-{h:64}"]),
  ]),
  ...issuer("Looker", "saas", "the Looker admin panel", [
    assigned("looker-secret", "Looker client id or secret", ["looker"], ["{a:20}", "{a:24}"], { check: "has-digit" }),
  ]),
  ...issuer("Zendesk", "saas", "the Zendesk admin centre under APIs", [
    assigned("zendesk-token", "Zendesk token", ["zendesk"], "{A:40}", { check: "has-digit" }),
  ]),
  ...issuer("Etsy", "saas", "etsy.com/developers/your-apps", [
    assigned("etsy-key", "Etsy key", ["etsy"], "{a:24}", { check: "has-digit" }),
  ]),
  ...issuer("Flickr", "saas", "flickr.com/services/apps", [
    assigned("flickr-key", "Flickr key", ["flickr"], "{a:32}", { check: "has-digit" }),
  ]),
  ...issuer("FreshBooks", "saas", "my.freshbooks.com/#/developer", [
    assigned("freshbooks-token", "FreshBooks token", ["freshbooks"], "{a:64}", { check: "has-digit" }),
  ]),
  ...issuer("New York Times", "saas", "developer.nytimes.com", [
    assigned("nytimes-key", "New York Times key", ["nytimes", "newyorktimes", "new-york-times"], "{k:32}", { check: "has-digit" }),
  ]),
  ...issuer("RapidAPI", "saas", "rapidapi.com/developer", [
    assigned("rapidapi-key", "RapidAPI key", ["rapidapi", "x-rapidapi"], "{w:50}", { check: "has-digit", entropy: 3 }),
  ]),
  ...issuer("Squarespace", "saas", "the Squarespace API keys page", [
    assigned("squarespace-token", "Squarespace token", ["squarespace"], "{uuid}"),
  ]),
  ...issuer("OpenWeather", "saas", "home.openweathermap.org/api_keys", [
    assigned("openweather-key", "OpenWeather key", ["openweather", "openweathermap", "owm"], "{h:32}"),
  ]),
  ...issuer("Alpha Vantage", "saas", "alphavantage.co/support", [
    assigned("alphavantage-key", "Alpha Vantage key", ["alphavantage", "alpha_vantage"], "{U:16}", { check: "has-digit" }),
  ]),
  ...issuer("Shodan", "saas", "account.shodan.io", [
    assigned("shodan-key", "Shodan key", ["shodan"], "{A:32}", { check: "mixed-case-and-digit" }),
  ]),
];
