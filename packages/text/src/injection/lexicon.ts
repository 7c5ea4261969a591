/*
 * What words of an instruction to a model are about, in English and in Chinese, Spanish, Hindi, Arabic, French,
 * Portuguese, Russian, German, Japanese, Italian, Korean and Turkish. `word*` stands for every word with the same first
 * five letters, `a_b` for two words in a row; East Asian entries of two letters are two letters in a row. Written for
 * this project; order has no meaning.
 */

/** Groups of words; one bit each. */
export const CUES = [
  "override",
  "prior",
  "directive",
  "reveal",
  "system",
  "secret",
  "send",
  "address",
  "secrecy",
  "model",
  "persona",
  "answer",
  "imperative",
  "act",
  "fresh",
  "marker",
  "role",
  "unbound",
  "you",
  "absolute",
] as const;
export type Cue = (typeof CUES)[number];

/** Groups that the walker finds by form, not by word. */
const byForm = "";

export const LEXICON: Readonly<Record<Cue, string>> = {
  override:
    "ignore ignores ignoring ignored disregard disregards disregarding forget override overrides overriding bypass bypasses bypassing discard neglect overlook overlooks drop_all skip_all nevermind dont_follo not_follo stop_follo instead_of_follo no_longer " +
    "ignoriere ignorier vergiss vergessen missachte missachten verwirf ubergehe " +
    "oublie oublier oubliez ignorez ignore_les fais_abstr faites_abstr ne_tiens ne_tenez outrepasse contourne " +
    "ignora ignore ignorad olvida olvide olvidate olvidar omite haz_caso descarta descarte " +
    "esqueca esquecer esquece desco* ignore_as desre* " +
    "dimentica dimen* ignora_le trascura scavalca " +
    "игнор* проиг* забудь забудьте забыть отмени не_обращ отбрось пренебреги " +
    "yoksay unut gorme* dikkate_alma boz_say " +
    "忽略 无视 無視 忘记 忘記 不要理 不理 抛开 忽視 忽视 跳过 忘れ 従わ 무시 잊어 잊고 따르지 " +
    "تجاهل تجاهلي تجاهلوا انس انسى انسي اهمل تغاضى " +
    "अनदेखा अनदेखी भूल भूलें भूलो नज़रअंदाज़ उपेक्षा",
  prior:
    "previ* prior above earli* prece* foreg* former initial original before everything all_the all_your any_other exist* " +
    "vorhe* obige* obigen bishe* vorangegangen* fruhe* alle_vorhe ursprun* zuvor " +
    "prece* anter* antecedentes ci-dessus dessus initiales initiaux tout_ce toutes_les " +
    "previa* previas previo previos todas_las todo_lo arriba todas_as acima todo_o tudo_o " +
    "preced* prece* sopra tutte_le tutto_cio " +
    "преды* выше прежн* ранее перво* исход* все_преды всё_что " +
    "oncek* yukari* tum_oncek ilk_tali " +
    "之前 以前 先前 上述 以上 前面 此前 所有 これま までの 上記 先ほど 前の 이전 위의 지금 앞의 모든 " +
    "السابقة السابق السابقه اعلاه جميع كل_ما الاصلية " +
    "पिछले पिछली पिछला पूर्व उपरोक्त ऊपर सभी पहले",
  directive:
    "instruction instructions instruct rules rule guideline guidelines guidance directive directives directions command commands order orders promp* restriction restrictions policy policies limits constraint constraints programming context safeguard safeguards filter filters protocols " +
    "anwei* regeln vorga* befehl* richt* anord* vorschriften auftrag instruktionen " +
    "instruction consigne consignes regles regle directives ordres contraintes " +
    "instrucciones instruccion instrucoes instrucao regras reglas regla orden* ordens indicaciones directrices diretrizes restricciones restricoes comandos " +
    "istruzioni istruzione regole regola direttive ordini comandi vincoli " +
    "инстр* прави* указа* коман* распо* огран* промпт подсказ* " +
    "talim* kural* komut* yoner* emir* " +
    "指令 指示 规则 規則 提示 命令 要求 限制 约束 設定 设定 ルール プロン 制約 명령 지침 규칙 프롬 제한 지시 " +
    "التعليمات تعليمات القواعد الاوامر التوجيهات الارشادات تعليماتك " +
    "निर्देश निर्देशों नियम नियमों आदेश आदेशों निर्देशो",
  reveal:
    "reveal show print repeat output display tell leak disclose divulge share dump expose recite echo copy list output return spell translate what_is what_are what_was give_me " +
    "zeige zeig verrate nenne gib_mir wiederhole offenbare ausgeben verrat " +
    "revele revel* montre montrez affiche affichez repete repet* donne_moi divulgue " +
    "revela revele muestra muestre imprime repite dime mostre repita diga divulga mostra_me " +
    "rivela mostra ripeti stampa dimmi elenca " +
    "покажи покажите раскрой раскр* выведи повтори скажи назови напечатай " +
    "goster acikla tekrarla yazdir soyle " +
    "显示 顯示 透露 泄露 洩露 告诉 告訴 重复 重複 输出 輸出 打印 表示 教え 出力 開示 繰り 見せ 보여 알려 출력 공개 반복 " +
    "اكشف اعرض اظهر اطبع كرر اخبرني افصح " +
    "दिखाओ दिखाएं दिखाइए बताओ बताएं बताइए प्रकट दोहराओ दोहराएं",
  system:
    "system_promp system_messa syste_promp syste_messa syste_instr initi_promp initi_instr origi_instr origi_promp hidde_promp hidde_instr secre_promp your_promp your_instr devel_messa devel_mode confidential preprompt metap* promp_text above_promp full_promp previ_promp first_promp your_rules your_guide your_syste " +
    "syste_anwei systemprompt system_anwei deine_anwei " +
    "invite_syste invit_systeme tes_instr vos_instr promp_syste " +
    "prompt_del promp_del mensaje_del tus_instr sus_instr promp_do suas_instr tuas_instr instr_do instr_del instr_de " +
    "promp_di tue_istru istru_di " +
    "систе* твои_инстр ваши_инстр " +
    "sistem_isted sistem_promp sistem_tali " +
    "系统 系統 初始 システ 内部 시스템 시스 " +
    "النظام موجه نظامك الاولية " +
    "सिस्टम प्रारंभिक सिस्टम_प्रॉम्",
  secret:
    "passw* credential credentials apike* api_key api_keys acces_token secret secrets token tokens private_key privat_key ssh_key credit_card credi_card perso_data perso_infor history conversation conversations user_data users_data env contacts inbox documents address_book bank_accou database cookies " +
    "passwort kennwort zugan* geheim* schlussel verlauf " +
    "mot_de motdepasse secrets identifiants clef cle_api historique " +
    "contrasena contrasenas clave claves secreto secretos senha senhas chave segredo historico historial " +
    "parola_chiave password segreto segreti chiave " +
    "пароль пароли секре* ключ ключи перепис* токен " +
    "sifre parola gizli anahtar " +
    "密码 密碼 密钥 机密 秘密 凭证 口令 パスワ 鍵を 機密 비밀 암호 키를 기밀 " +
    "السر السري كلمة_المرو كلمه المرور سرية مفتاح " +
    "पासवर्ड गुप्त गोपनीय कुंजी",
  send:
    "send email forward post upload transmit exfiltrate submit fetch visit click navigate browse curl wget append_to report_to redirect deliver leak mail " +
    "sende schicke leite_weite ubermittle klicke besuche " +
    "envoie envoyez transmets transmettez transfere visite clique " +
    "envia envie enviar reenvia manda mande publica visita haz_clic envie encaminhe clique " +
    "invia inoltra manda spedisci clicca visita " +
    "отправь отправ* перешли пошли перейди нажми загрузи " +
    "gonder ilet tikla ziyaret_et " +
    "发送 發送 发到 转发 轉發 上传 点击 访问 送信 転送 送っ クリッ アクセ 보내 전송 전달 클릭 " +
    "ارسل ارسلي حول انقر زر " +
    "भेजें भेजो भेज क्लिक",
  address: byForm,
  secrecy:
    "dont_tell dont_menti dont_infor dont_notif dont_revea dont_alert dont_discl not_tell not_menti not_infor not_notif not_revea not_alert not_discl never_menti never_tell never_revea never_say witho_telli witho_menti witho_infor witho_askin witho_notif secretly silently quietly covertly user_must_not the_user_shoul hide_this user_not " +
    "erwahne_nicht sag_nicht nicht_erwah verrate_nicht ohne_den heimlich " +
    "ne_dis ne_menti ne_revel ne_parle sans_le sans_infor " +
    "no_le no_menci no_digas no_revel sin_decir sin_que nao_menci nao_diga nao_conte nao_revel sem_infor sem_avisa " +
    "non_dire non_menzi non_rivel senza_dirlo senza_infor " +
    "не_гово не_говор не_упоми не_сообщ не_раскр тайно незаметно втайне " +
    "soyleme bahsetme gizlice " +
    "不要告 不要提 不要透 不得透 别告 別告 偷偷 暗中 秘密に 伝えな 言わな 内緒 言及し 말하지 알리지 몰래 언급하 " +
    "لا_تخبر لا_تذكر لا_تفصح لا_تكشف سرا بصمت " +
    "मत_बताओ न_बताएं चुपचाप उल्लेख_न",
  model:
    "assistant assistants ai chatbot llm llms gpt chatgpt claude gemini copilot bot bots agent langu_model large_langu model openai gpt3 gpt4 ki kunstliche " +
    "ia assistente asistente assistant_ia modele modelo modello yapay_zeka asistan agente " +
    "ассис* нейро* модель бот ии чатбот " +
    "助手 模型 人工 机器人 智能 アシス モデル 어시스 모델 챗봇 인공 " +
    "المساعد مساعد نموذج الذكاء " +
    "सहायक मॉडल एआई",
  persona:
    "act_as acting_as pretend pretending rolep* role_play simulate simulating impersonate now_on you_are_now are_now from_now stay_in character persona alter_ego dan jailbreak jailbroken devel_mode dev_mode unfiltered you_will_act play_the take_on transform_into behave_as answer_as respo_as " +
    "tu_so ab_jetzt ab_sofort du_bist_jetzt bist_jetzt verhalte_dich spiele_die " +
    "agis_comme fais_sembl tu_es_maint es_maint desormais joue_le comporte_toi maint_tu " +
    "actua_como finge eres_ahora ahora_eres partir_de hazte_pasar aja_como finja agora_voce voce_agora comporte_se " +
    "fai_finta comportati agisci_come ora_sei sei_ora da_ora fingi " +
    "притв* веди_себя теперь_ты ты_теперь отныне действуй_как представь_что с_этого " +
    "gibi_davran artik_sen simdi_sen rol_yap bundan_sonra " +
    "扮演 假装 假裝 现在你 從現 从现 你现 你是 なりき ふりを 演じ 今から あなた 척해 연기 이제부 지금부 역할 " +
    "تصرف_كانك تظاهر انت_الان من_الان تقمص " +
    "अब_से दिखावा नाटक तुम_अब आप_अब की_तरह",
  answer:
    "response responses respond responding answer answers reply replies output summary summary summarize summarise translation translate conclusion conversation chat message " +
    "antwort antworte ausgabe zusam* reponse reponds repondez resume respuesta responde resumen resposta responda resumo risposta rispondi riassunto " +
    "ответ ответь отвечай ответе резюме yanit cevap ozet " +
    "回答 回复 回覆 答案 总结 摘要 返信 要約 返答 답변 대답 요약 응답 " +
    "الرد الرد اجابة اجب جوابك ملخص " +
    "उत्तर जवाब सारांश",
  imperative: byForm,
  act:
    "execute executes executing run delete erase remove transfer install download tool tools function functions script shell terminal sudo rm code plugin buy purchase pay refund wire approve grant disable modify overwrite commit push merge " +
    "losche fuhre_aus uberweise installiere supprime execute virez ejecuta borra elimina transfiere execute apague transfira esegui cancella trasferisci " +
    "выпол* удали* запусти переведи скачай calistir sil aktar " +
    "执行 執行 删除 刪除 运行 転載 実行 削除 실행 삭제 " +
    "نفذ احذف شغل " +
    "चलाओ हटाओ निष्पादित",
  fresh:
    "instead new following now task only just must always immediately urgent important importantly override attention first " +
    "stattdessen neue neuen jetzt nur immer sofort plutot nouvelle nouvelles maintenant seulement toujours immediatement " +
    "lugar nuevas nueva ahora solo siempre novas nova agora apenas sempre invece nuove nuova adesso soltanto " +
    "вместо новые новая теперь только всегда немед* yerine yeni simdi sadece her_zaman " +
    "现在 現在 新的 只需 必须 立即 今すぐ 代わり 新しい 必ず 대신 새로 이제 반드시 " +
    "بدلا الان الجديدة فقط دائما فورا " +
    "अब नया नए केवल इसके_बजाय तुरंत",
  marker: byForm,
  role: byForm,
  unbound:
    "unrestricted uncensored unfiltered anything_now no_restr no_rules no_limit no_filte no_ethic no_moral witho_restr witho_limit witho_filte witho_ethic free_of free_from broken_free restr_free amoral unethical illegal immoral immoral unlimited any_filter no_longer_bound never_refuse never_refus nsfw hypothetical hypothetically fictional openai_polic openais_polic conte_polic ethics ethical warnings disclaimers refuse refus* " +
    "uneingeschrankt ohne_einsc sans_restr sans_limit sans_filtr sin_restr sin_limit sin_filtr sem_restr sem_limit sem_filtr senza_restr senza_limit senza_filtr " +
    "без_огран без_фильт без_цензу sinirsiz kisitlama_olmadan " +
    "没有限 不受限 无限制 制限な 無制限 제한없 제한 " +
    "بدون_قيود دون_قيود बिना_किसी",
  you: "you your youre youll tu deine dein dir du vous votre tes tus vuestras voce seu sua suas tuo tue ты твой твои вы ваш sen senin 你 您 あなた 너 당신 انت तुम आप",
  absolute:
    "never always must only every each no_matter under_any at_all all_costs strictly jamais toujours nunca siempre sempre nie immer mai никогда всегда asla daima 必须 绝不 決して 必ず 절대 반드시 ابدا دائما कभी हमेशा",
};

/** Verbs that open an order, in their first place of a sentence. */
export const OPENING_VERBS =
  "write say print repeat include insert add append begin start end finish provide recommend suggest generate create make use respond answer reply translate summarize summarise tell give list explain describe convert encode decode encrypt replace change set act pretend imagine ignore disregard forget reveal show send email forward execute run delete visit click call mention avoid output return stop continue follow please do dont never always remember ensure let compose draft develop design identify find calculate compute build help provide promote emphasize advise urge ask " +
  "schreibe schreib antworte ignoriere vergiss sage sag gib zeige nenne ubersetze sende bitte " +
  "ecris ecrivez reponds repondez ignore ignorez oublie oubliez dis donne traduis envoie affiche " +
  "escribe responde ignora olvida di dame muestra traduce envia escreva responda ignore esqueca diga mostre traduza envie " +
  "scrivi rispondi ignora dimentica di dammi mostra traduci invia " +
  "напиши ответь отвечай игнорируй забудь скажи покажи переведи отправь выведи " +
  "yaz cevapla yoksay unut soyle goster cevir gonder " +
  "اكتب اجب تجاهل انس قل اعرض ترجم ارسل लिखो लिखें अनदेखा भूल बताओ दिखाओ भेजें";
