"""Sketches to begin with, drawn by hand, in the text of models/strokes.py."""

CAT = (
    "ka5cf058ca58be5ab5609e698a6e847680.kaa880b08bb491b89dbcaebfc0c0ccc0d6bef0.ka5cf07cf28cf3be"
    "f0.kac05cbf65bb6db675b17aa97fa08399858e8683857c83737f6b7a6675616d5d655c5c5d53614b66436b3e7"
    "3397c3583338e329933a035a939b13eb643bb4bbf53c05c.ka624a621a7e34.ka9e34bc1aba4a.ka5ce13ee235"
    "e032de2ed92ad227cb25c324b724b126ab2ba337953a92428e.kb7c567c57.kba256a257.ka896695668f6e896"
    "6.ka8076857a887a8a788d718f7091719478967a997a9e76.ka766a4a64.ka76724c78.kaa86ad464.kaa872d2"
    "78.ka7af07cbe.kaa0bea2f0"
)
COLOURED_CAT = (
    "bD0a0af50af5780a78.gD0abef5b9f5f50af5.gC00a5229a2c98379647966f9e80a0929ebd95c894d895ed98f6"
    "9afc9effa9ffb1ffb5ffb9ffbdffc0ffc3ffc6ffc8e3caa7cb00c8.oC50c83cc834c730c42ec22aba27ac26a32"
    "69e29973688.oB62e65ec95dbc5eb461a666936c87728275807e7d8d7c9c7da580a882ae87b493b9a6bdbcbdc9"
    "bae6.oBba60b967b66fb275ad79a67e9e8297838e8485837e82767e6f796a75666f63676260635966516a4b6f4"
    "776427e3e853d8e3c973d9e3ea642ad47b24bb651b959ba60.oB66506624823c.oB9c3cb824b650.kb7c5c7c5e"
    ".kba05ca05e.ma8a6a946a8f70.wc8faa8fcd"
)
HOUSE = (
    "ka388038dcc8dcc880.ka28888034d8882888.ka70dc70aa90aa90dc.ka4694609460ac46ac4694.kaa094ba94"
    "baaca0aca094"
)
SPOT = (
    "yCba82b98db597afa1a9a79fae95b38cb580b674b56bb361ae57a751a14b97478d468247774b6d5163575d6156"
    "6b51744f804e8c4f95519f56a95daf63b56db977ba82"
)
BOAT = "bB0202fd02fd960296.yB029efd9efdfd02fd.rA408dc08da6b85ab8.wA80268080c080"
SKETCHES: dict[str, str] = {
    "Cat": CAT,
    "Boat": BOAT,
    "House": HOUSE,
    "Yellow spot": SPOT,
    "Cat in colours": COLOURED_CAT,
}
