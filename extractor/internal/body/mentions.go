package body

// mentions are phrases, parted by semicolons, that tell the topic of a short text wherever in it they stand.
var mentions = []struct {
	topic   topic
	phrases string
}{
	{topicSignup, `
		newsletter; newsletters; sign up; signing up; subscribe; subscriber; subscribers; subscribing;
		free trial; book a demo; request a demo; request a quote; get in touch; contact us; contact our;
		download our; your inbox; our app; mailing list; whatsapp channel; promo code; coupon code; donate;
		donation; our journalism; learn more about our; schedule a; e-course; today's paper; abonnieren;
		abonnement; abonnenten; whatsapp kanal; jetzt anmelden; inscrivez-vous; abonnez-vous; infolettre;
		suscríbete; suscriptores; boletín; canal de whatsapp; iscriviti; abbonati; canale whatsapp; assine;
		inscreva-se; nieuwsbrief; nyhedsbrev; nyhetsbrev; uutiskirje; newslettera; newsletteru; hírlevél;
		рассылку; розсилку; bülten; النشرة البريدية`},
	{topicPeople, `
		contributed to this; contributed reporting; contributed to the reporting; is a freelance;
		is a writer; is a journalist; is a reporter; is the author of; is an author; is a senior writer;
		is a senior reporter; is a senior editor; is a staff writer; staff writer; staff reporter;
		is the editor; is an editor; is a columnist; is the founder of; is a contributor; is deputy;
		writes about; can be reached at; you can email; reach him at; reach her at; follow him on;
		follow her on; is a former; is a professor; is a contributing; is an editorial; is an award winning;
		years of experience; has written for; has worked for; has been writing; her work has appeared;
		his work has appeared; their work has appeared; bylines in; is a fellow; is a research;
		is a correspondent; is a producer; is a photographer; is an associate professor; is adjunct; ist redakteur;
		ist redakteurin; ist freier; est journaliste; es periodista`},
	{topicLegal, `
		originally appeared; originally published; first appeared on; first published; republished;
		reprinted; all rights reserved; affiliate; earn a commission; copyright; not to be reproduced;
		creative commons; premoderated; alle rechte vorbehalten; tous droits réservés;
		todos los derechos reservados; may be liable; terms of service; privacy policy;
		for informational purposes; not intended to; financial advice; medical advice; necessarily reflect;
		necessarily represent; views expressed; opinions expressed; responsible for the content;
		spiegeln nicht; ne reflètent pas; no reflejan necesariamente;
		non riflettono necessariamente; não refletem necessariamente; nie odzwierciedla;
		может не совпадать; 無断転載; 无关`},
	{topicRelated, `
		read more; see more; click here; check out; more here; full story; read our; see our; visit our;
		find out more; learn more; go here; scroll through; see below for; watch below; photos below;
		gallery below; available on apple; wherever you get your podcasts; hier lesen; mehr dazu; lire aussi; leer más; lea también; leggi anche;
		leia mais; lees ook; læs også; läs mer; les også`},
	{topicShare, `
		comments below; in the comments; let us know; tell us; share your; share this; follow us;
		follow the; join the conversation; what do you think; have you; on twitter; on facebook;
		on instagram; on linkedin; folgen sie; suivez; síguenos; seguici; følg; följ`},
}
