package body

import "strings"

// classMarks maps a word of a class or id, or two words joined, to what it says of its element.
var classMarks = newWordMarks(map[mark]string{
	isBody: `articlebody articletext articlecontent storybody storytext storycontent entrycontent postcontent
		postbody newsbody newstext bodytext bodycopy richtext articlebodytext contentbody`,
	isStandfirst: `standfirst subtitle subheadline subhead subheading dek deck lede chapo vorspann sapo articlelead
		articleintro articlesubtitle articlesummary articledescription leadtext introtext underrubrik
		ingress manchet bajada copete preamble leadparagraph perex zajawka entradilla sommario occhiello
		underrubrikk subtitulo articledek strapline`,
	isFigure: `imagecontainer imagewrapper articleimage inlineimage mediaimage imagewidget mediablock imageblock
		photocontainer photowrapper picturewrapper embedwrapper videocontainer videowrapper`,
	isTitle: `entrytitle posttitle articletitle headline storytitle`,
	isCaption: `caption captions figcaption imagecaption photocaption captiontext wpcaption mediacaption legend
		imagetext`,
	isCredit: `credit credits imagecredit photocredit imagesource photosource photographer`,
	isByline: `byline bylines author authors authorname authorinfo authorbio authorbox bio contributor contributors
		vcard writer postmeta entrymeta articlemeta authorprofile autor auteur autore signature firma
		auteurs autores autoren verfasser redakteur journalist kirjoittaja`,
	isDate:   `date timestamp pubdate dateline publishdate postdate datetime timeago`,
	isFooter: `footer colophon copyright`,
	isNav:    `nav navbar navigation menu breadcrumb breadcrumbs pagination pager postnavigation prevnext skiplink`,
	isAside:  `sidebar rail rightrail rightcol rightcolumn`,
	isComments: `comments comment commentlist disqus respond livefyre fbcomments commentform kommentare comentarios
		commentaires reacties kommentarer`,
	isRelated: `related relatedposts relatedcontent relatedarticles relatedlinks recommended recommendation
		recommendations recirc trending mostread mostpopular morenews readalso seealso outbrain taboola
		teaser teasers upnext nextarticle morefrom morestories relatedstories alsoread readnext othernews
		relacionadas relacionados correlati popular populararticles popularposts youmightalsolike
		youmayalsolike alsolike promo morearticles mostviewed relatednews articlerelated relatedstory
		relacionada lireaussi leggianche leesook lesogsa laesogsaa mehrzumthema empfehlungen weitereartikel
		inlinerelated`,
	isShare: `share sharing social socials sharebar addthis sharedaddy jplikes sharebuttons socialshare
		sociallinks follow followus socialbar socialmedia sharetools sharelinks sharebtn partager compartir`,
	isSignup: `newsletter newsletters signup subscribe subscription mailchimp optin cta calltoaction emailsignup
		donate donation newsletterbox newsletterform subscribebox nieuwsbrief infolettre paywallbox`,
	isAd: `ad ads advert advertisement adslot adunit adcontainer adwrapper adlabel sponsor sponsored dfp
		anzeige werbung publicidad adsbygoogle adbox adplaceholder advertising reklama annonce annons
		publicite pubblicita`,
	isTags: `tags taglist articletags topics keywords posttags tagbox tagcloud schlagworte etiquetas`,
	isNotice: `cookie cookies consent gdpr modal popup overlay tooltip lightbox login signin regwall disclaimer
		robotsnocontent nocontent noprint sronly visuallyhidden screenreader`,
	isGallery: `gallery galleries carousel slideshow slides slide slider swiper lightgallery photogallery imagegallery
		galeria galerie bildergalerie fotostrecke diaporama fotogalerie fotogaleria`,
	isPlayer:   `player audioplayer videoplayer listen jwplayer mediaplayer texttospeech tts readspeaker`,
	isContents: `toc tableofcontents`,
	isEmbed: `twittertweet instagrammedia tiktokembed fbpost redditembed blueskyembed twitterembed mastodonembed
		socialembed`,
	isFrame: `bordert border shadow rounded infobox factbox fact facts faktabox callout boxout sidebox panel card
		cards graybox bggray bggray100 promobox highlightbox`,
	isExcerpt: `excerpt postexcerpt postlist postitem postcard cardtext cardtitle cardbody articlelist newslist
		storylist listitemtitle`,
	isCopy:   `paragraph para prose wysiwyg bodytext articletext textblock blocktext`,
	isUnseen: `hidden hide dnone displaynone ishidden collapsed`,
})

func newWordMarks(lists map[mark]string) *dictionary[mark] {
	d := newDictionary[mark]()
	for m, list := range lists {
		for _, s := range strings.Fields(list) {
			d.set(s, d.values[s]|m)
		}
	}
	return d
}
