package date

// meanings are the words of a date besides months, weekdays and zones. Where two languages share a
// word it stands once; the comments name the languages of a group.
var meanings = []struct {
	kind  kind
	value int
	words string
}{
	// Connecting words: prepositions, articles, "year", "time", "clock".
	{kindFiller, 0, "at on of the in for local time local_time year date"},                     // en
	{kindFiller, 0, "am um den dem der vom im uhrzeit"},                                        // de
	{kindFiller, 0, "le à de du l d heure_locale"},                                             // fr
	{kindFiller, 0, "el del las los a_las a_la a_les la las hora_local hora el_día día horas"}, // es, ca
	{kindFiller, 0, "às as ao em no dia do da hs"},                                             // pt
	{kindFiller, 0, "alle ore il lo alle_ore ora_locale dello"},                                // it
	{kindFiller, 0, "om te van op"},                                                            // nl
	{kindFiller, 0, "kl klo klokken klockan den d i på kello"},                                 // da, nb, sv, fi
	{kindFiller, 0, "o godz godzina r roku rok dnia z"},                                        // pl
	{kindFiller, 0, "v ve dne hod hodin u ob o dňa leta god godine sati"},                      // cs, sk, sl, hr, sr
	{kindFiller, 0, "la ora ale din anul"},                                                     // ro
	{kindFiller, 0, "m d val metų dieną gada gadā plkst g kell"},                               // lt, lv, et
	{kindFiller, 0, "én án i ei ai ór óra perc"},                                               // hu
	{kindFiller, 0, "saat saati günü tarihi tarihinde"},                                        // tr
	{kindFiller, 0, "në më ora viti"},                                                          // sq
	{kindFiller, 0, "ko a e eko"},                                                              // eu
	{kindFiller, 0, "в г года год во от на года_в ч час часа"},                                 // ru, bg, mk
	{kindFiller, 0, "о об р рік року у з"},                                                     // uk
	{kindFiller, 0, "год_ године у часова ж жылы жылғы сағат оны"},                             // sr, kk, mn
	{kindFiller, 0, "στις στισ του τις ώρα των ημερομηνία"},                                    // el
	{kindFiller, 0, "في الساعة الموافق ساعة عام سنة من يوم على م ميلادي هـ ه"},                 // ar
	{kindFiller, 0, "ساعت در سال تاریخ روز و کو بجے مؤرخہ"},                                    // fa, ur
	{kindFiller, 0, "ב ה בשעה שעה יום תאריך"},                                                  // he
	{kindFiller, 0, "को बजे पर के रोजी वाजता तारीख समय बजेर गते"},                              // hi, mr, ne
	{kindFiller, 0, "টা টায় এ তারিখ সময় মিনিট খ্রিষ্টাব্দ"},                                  // bn
	{kindFiller, 0, "அன்று மணி ನೇ ರಂದು"},                                                       // ta, kn
	{kindFiller, 0, "ที่ เวลา พ.ศ. พศ คศ วันที่ เมื่อ ปี ວັນທີ ເວລາ"},                          // th, lo
	{kindFiller, 0, "lúc ngày năm vào vào_lúc giờ_địa_phương"},                                 // vi
	{kindFiller, 0, "pukul jam pada tanggal tgl tahun tarikh hari"},                            // id, ms
	{kindFiller, 0, "saa tarehe mwaka nang noong ika ng ngo nge"},                              // sw, fil, zu
	{kindFiller, 0, "წ წელი"},                                                                  // ka
	{kindFiller, 0, "の に ・ 於 时间 時間 日付 농 현재"},                                                   // ja, zh, ko
	{kindOrdinal, 0, "st nd rd th er ère re e º ª o a de en i d го ое е й η än az ik na te ос ש 号 號"},
	{kindT, 0, "t"},

	// Labels of publication.
	{kindLabel, 0, "published publish publication posted first_published date_published released issued created written dated"}, // en
	{kindLabel, 0, "veröffentlicht publiziert erstellt erschienen datum erstellt_am erstveröffentlichung"},                      // de
	{kindLabel, 0, "publié publiée publié_le mis_en_ligne paru date_de_publication création"},                                   // fr
	{kindLabel, 0, "publicado publicada publicación fecha publicat publicada creado"},                                           // es, ca
	{kindLabel, 0, "publicado_em data publicação criado"},                                                                       // pt
	{kindLabel, 0, "pubblicato pubblicata pubblicazione data_pubblicazione"},                                                    // it
	{kindLabel, 0, "gepubliceerd geplaatst datum"},                                                                              // nl
	{kindLabel, 0, "publisert publiceret offentliggjort publicerad publicerat julkaistu oprettet birt"},                         // nb, da, sv, fi, is
	{kindLabel, 0, "opublikowano opublikowany data_publikacji dodano publikacja utworzono"},                                     // pl
	{kindLabel, 0, "publikováno vydáno zveřejněno publikované vydané objavljeno objavljen objava datum_objave"},                 // cs, sk, sl, hr
	{kindLabel, 0, "publicat publicată data_publicării paskelbta paskelbė publicēts avaldatud"},                                 // ro, lt, lv, et
	{kindLabel, 0, "közzétéve megjelent létrehozva publikálva"},                                                                 // hu
	{kindLabel, 0, "yayınlanma yayın yayınlandı giriş oluşturulma tarih yayınlanma_tarihi giriş_tarihi eklenme"},                // tr
	{kindLabel, 0, "опубликовано опубликована дата публикации публикация публикувано создано објављено"},                        // ru, bg, sr
	{kindLabel, 0, "опубліковано дата_публікації створено апублікавана"},                                                        // uk, be
	{kindLabel, 0, "δημοσίευση δημοσιεύθηκε δημοσιεύτηκε"},                                                                      // el
	{kindLabel, 0, "نشر نشرت تاريخ_النشر النشر منشور انتشار تاریخ_انتشار شائع اشاعت شائع_شدہ"},                                  // ar, fa, ur
	{kindLabel, 0, "פורסם פורסמה פרסום"},                                                                                        // he
	{kindLabel, 0, "प्रकाशित प्रकाशन प्रकाशित_तिथि প্রকাশ প্রকাশিত প্রকাশের"},                                                   // hi, bn
	{kindLabel, 0, "เผยแพร่ เผยแพร่เมื่อ โพสต์"},                                                                                // th
	{kindLabel, 0, "đăng xuất_bản ngày_đăng diterbitkan terbit dipublikasikan diposting rilis imechapishwa"},                    // vi, id, sw
	{kindLabel, 0, "公開 掲載 配信 公開日 投稿日 発行 発表 发布 发布时间 发布日期 发布于 发表 發布 發布日期 發布時間 發佈 發佈日期 發佈時間 發表 來源 刊登 입력 기사 등록 송고 작성 승인 게시"}, // ja, zh, ko

	// Labels of a modification.
	{kindUpdate, 0, "updated update modified last_updated last_modified last edited revised"},            // en
	{kindUpdate, 0, "aktualisiert aktualisierung geändert zuletzt letzte stand update_am"},               // de
	{kindUpdate, 0, "actualisé actualisée modifié modifiée mis_à_jour mise_à_jour mis_jour maj"},         // fr
	{kindUpdate, 0, "actualizado actualizada actualización modificado actualitzat actualitzada"},         // es, ca
	{kindUpdate, 0, "atualizado atualizada atualização"},                                                 // pt
	{kindUpdate, 0, "aggiornato aggiornata aggiornamento modifica modificato ultimo_aggiornamento"},      // it
	{kindUpdate, 0, "bijgewerkt gewijzigd laatste aangepast"},                                            // nl
	{kindUpdate, 0, "oppdatert opdateret uppdaterad uppdaterat sist senast muokattu päivitetty uppfært"}, // nb, da, sv, fi, is
	{kindUpdate, 0, "zaktualizowano aktualizacja modyfikacja ostatnia zmieniono"},                        // pl
	{kindUpdate, 0, "aktualizováno upraveno aktualizované upravené posodobljeno ažurirano izmjena"},      // cs, sk, sl, hr
	{kindUpdate, 0, "actualizat actualizată modificat atnaujinta atjaunots uuendatud muudetud"},          // ro, lt, lv, et
	{kindUpdate, 0, "frissítve frissült módosítva"},                                                      // hu
	{kindUpdate, 0, "güncelleme güncellendi güncellenme son_güncelleme son"},                             // tr
	{kindUpdate, 0, "обновлено обновлён обновлена изменено обновена ажурирано актуализирана"},            // ru, bg, sr
	{kindUpdate, 0, "оновлено змінено абноўлена"},                                                        // uk, be
	{kindUpdate, 0, "ενημέρωση ενημερώθηκε τελευταία"},                                                   // el
	{kindUpdate, 0, "تحديث آخر_تحديث محدث بروزرسانی بهروزرسانی اپ_ڈیٹ"},                                  // ar, fa, ur
	{kindUpdate, 0, "עודכן עדכון עדכון_אחרון"},                                                           // he
	{kindUpdate, 0, "अपडेटेड अपडेट संशोधित আপডেট হালনাগাদ"},                                              // hi, bn
	{kindUpdate, 0, "อัปเดต อัพเดท ปรับปรุง"},                                                            // th
	{kindUpdate, 0, "cập_nhật diperbarui kemaskini dikemas_kini imesasishwa"},                            // vi, id, ms, sw
	{kindUpdate, 0, "更新 更新日 最終更新 更新时间 更新時間 修改 수정 업데이트 최종 최종수정"},                                          // ja, zh, ko

	// Marks of the parts of a numeric date and of the time of day.
	{kindYear, 0, "年 년 оны"},
	{kindMonthMark, 0, "月 월 сар сарын р_сар р_сарын"},
	{kindMonthPrefix, 0, "tháng thg"},
	{kindWeekdayPrefix, 0, "thứ"},
	{kindDay, 0, "日 일 号 號 өдөр"},
	{kindEra, 2018, "令和"},
	{kindEra, 1988, "平成"},
	{kindEra, minguoOffset, "民國 民国 中華民國 中华民国"},
	{kindEra, 0, "公元 西元 西暦"},
	{kindClock, 3600, "h uhr hr ur g 時 时 點 点 시 giờ น นาฬิกา ч ώρα urte"},
	{kindClock, 60, "min m mn 分 분 phút"},
	{kindClock, 1, "s sec sek 秒 초"},
	{kindCompact, 0, "hrs hours hr h gmt utc uhr น"},
	{kindHalf, halfMorning, "am পূর্বাহ্ণ পূর্বাহ্ন πμ 午前 上午 早上 清晨 凌晨 오전 새벽 아침 ص صباحا ق_ظ قظ صبح पूर्वाह्न सुबह সকাল"},
	{kindHalf, halfMorning, "ভোর এএম ө_ө"},
	{kindHalf, halfAfternoon, "pm অপরাহ্ণ অপরাহ্ন μμ 午後 下午 中午 傍晚 오후 낮 م مساء ب_ظ بظ ظهر عصر अपराह्न दोपहर शाम দুপুর বিকাল"},
	{kindHalf, halfAfternoon, "বিকেল সন্ধ্যা সন্ধ্যায় পিএম ü_ö"},
	{kindHalf, halfNight, "晚上 晚间 晚間 深夜 夜 밤 저녁 रात রাত tối malam"},

	// Relative forms: units.
	{kindUnit, 1, "second seconds sec secs sekunde sekunden seconde secondes segundo segundos segon segons"},
	{kindUnit, 1, "secondo secondi sekund sekunder sekundy sekunti sekuntia секунд секунды секунду"},
	{kindUnit, 1, "δευτερόλεπτα saniye detik giây วินาที 秒 秒钟 초 ثانية ثوان সেকেন্ড सेकंड שניות"},
	{kindUnit, 60, "minute minutes min mins m mn minuten minuto minutos minut minuts minuti minuta minuty"},
	{kindUnit, 60, "minutter minuter minuuttia minuutti minuutit минут минуты минуту минута хвилин хвилини"},
	{kindUnit, 60, "хвилину мин хв λεπτά λεπτό dakika dk menit minit phút นาที 分 分钟 分鐘 분 دقيقة دقائق دقیقه منٹ"},
	{kindUnit, 60, "मिनट मिनिट মিনিট דקות דקה דק minučių perc perccel minūtēm minutės minutit dakikë daqiqə dəqiqə"},
	{kindUnit, 3600, "hour hours hr hrs h stunde stunden std heure heures hora horas hores ora ore uur uren time"},
	{kindUnit, 3600, "timer timmar timme tunti tuntia tundi tund godzin godziny godzinę godz hodin hodiny hodinu"},
	{kindUnit, 3600, "hodinami hodinou ur ure uro sat sata sati час часа часов годин години годину година ч год"},
	{kindUnit, 3600, "ώρες ώρα saat jam giờ tiếng ชั่วโมง ชม 小时 小時 時間 个小时 시간 ساعة ساعات ساعت گھنٹے گھنٹہ घंटे"},
	{kindUnit, 3600, "घंटा तास ঘণ্টা ঘন্টা שעות שעה valandas valandų val stundām stundas orë klukkustundum saa"},
	{kindUnit, 3600, "amahora"},
	{kindUnit, 86400, "day days d tag tage tagen jour jours j día días dia dias dies giorno giorni dag dagen dage"},
	{kindUnit, 86400, "dager dagar päivä päivää päeva päev dzień dni dny dnů dní dňami dnem dnevi dana dan zile zi"},
	{kindUnit, 86400, "день дня дней дні днів дена дни ден ημέρες μέρες ημέρα gün hari ngày วัน 日 天 일 يوم أيام روز"},
	{kindUnit, 86400, "دن दिन दिवस দিন ימים יום dienas dienų dieną dienām ditë siku"},
	{kindTwo, 60, "دقيقتين دقيقتان"},
	{kindTwo, 3600, "ساعتين ساعتان שעתיים"},
	{kindTwo, 86400, "يومين يومان יומיים"},
	{kindUnitAgo, 60, "perce perccel_ezelőtt"},
	{kindUnitAgo, 3600, "órája órával_ezelőtt"},
	{kindUnitAgo, 86400, "napja nappal_ezelőtt"},
	{kindAgo, 0, "ago fa atrás geleden sedan siden sitten tagasi temu nazad atgal önce evvel назад преди тому"},
	{kindAgo, 0, "πριν lalu yang_lalu trước cách_đây ที่แล้ว ที่ผ่านมา มาแล้ว 前 之前 以前 전 قبل پیش पहले पूर्वी"},
	{kindAgo, 0, "আগে অগে ezelőtt pirms för_sedan zilizopita edlule əvvəl"},
	{kindSince, 0, "vor il_y_a hace há ha fa prieš pirms před pred przed prije acum πριν πριν_από منذ قبل לפני"},
	{kindSince, 0, "преди пре fai"},
	{kindOne, 1, "a an one ein eine einer einem un une uno una um uma en ett et één een bir"},

	// Relative forms: days.
	{kindNear, 0, "today heute aujourd_hui hoy avui hoje oggi vandaag i_dag idag tänään täna dzisiaj dziś dnes"},
	{kindNear, 0, "danes danas astăzi azi bugün сегодня сьогодні днес сёння денес данас σήμερα اليوم امروز آج"},
	{kindNear, 0, "היום आज আজ วันนี้ hôm_nay hari_ini leo 今天 今日 오늘 šiandien šodien sot"},
	{kindNear, -1, "yesterday gestern hier ayer ahir ontem ieri gisteren i_går igår eilen eile wczoraj včera"},
	{kindNear, -1, "včeraj jučer juče tegnap dün вчера вчора учора јуче χθες χτες أمس ديروز دیروز אתמול"},
	{kindNear, -1, "গতকাল เมื่อวาน hôm_qua kemarin semalam jana 昨天 昨日 어제 vakar dje"},
}

// halves are the abbreviations of the halves of the day that are common words elsewhere: they mean
// a half in pages of their language alone.
var halves = []struct{ lang, morning, afternoon string }{
	{"af", "vm", "nm"},
	{"cs", "dop", "odp"},
	{"fi", "ap", "ip"},
	{"is", "fh", "eh"},
	{"ms", "pg", "ptg"},
	{"sq", "pd", "md"},
	{"sv", "fm", "em"},
	{"tr", "öö", "ös"},
	{"vi", "sa sáng", "ch chiều"},
}
