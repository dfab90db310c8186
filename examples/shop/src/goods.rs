//! What the shop has.

use std::fmt;

/// A tea.
#[derive(Debug, Clone)]
pub(crate) struct Tea {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) cents: u32,
    pub(crate) stock: u32,
}

impl Tea {
    pub(crate) fn price(&self) -> String {
        format!("{}.{:02} €", self.cents / 100, self.cents % 100)
    }

    pub(crate) fn left(&self) -> String {
        match self.stock {
            0 => "sold out".to_owned(),
            1 => "the last one".to_owned(),
            stock => format!("{stock} left"),
        }
    }
}

/// What a tea is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Green,
    Black,
    Oolong,
    White,
    Herbal,
}

djust_actix::param_enum!(Kind {
    Green,
    Black,
    Oolong,
    White,
    Herbal
});

impl Kind {
    pub(crate) const ALL: [Self; 5] = [
        Self::Green,
        Self::Black,
        Self::Oolong,
        Self::White,
        Self::Herbal,
    ];
}

/// As it stands in URLs and in the database.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Green => "green",
            Kind::Black => "black",
            Kind::Oolong => "oolong",
            Kind::White => "white",
            Kind::Herbal => "herbal",
        })
    }
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Sort {
    #[default]
    Name,
    Price,
    Stock,
}

djust_actix::param_enum!(Sort { Name, Price, Stock });

impl Sort {
    pub(crate) const ALL: [Self; 3] = [Self::Name, Self::Price, Self::Stock];
}

/// As it stands in URLs.
impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Sort::Name => "name",
            Sort::Price => "price",
            Sort::Stock => "stock",
        })
    }
}

/// Names, kinds, prices in cents and what is there at the beginning.
pub(crate) const TEAS: [(&str, Kind, u32, u32); 30] = [
    ("Sencha", Kind::Green, 790, 24),
    ("Gyokuro", Kind::Green, 2490, 6),
    ("Matcha", Kind::Green, 2990, 12),
    ("Genmaicha", Kind::Green, 690, 31),
    ("Hojicha", Kind::Green, 750, 18),
    ("Longjing", Kind::Green, 1890, 1),
    ("Biluochun", Kind::Green, 1990, 0),
    ("Gunpowder", Kind::Green, 590, 44),
    ("Assam", Kind::Black, 640, 52),
    ("Darjeeling", Kind::Black, 1290, 27),
    ("Ceylon", Kind::Black, 620, 33),
    ("Nilgiri", Kind::Black, 710, 15),
    ("Keemun", Kind::Black, 990, 9),
    ("Yunnan Gold", Kind::Black, 1490, 7),
    ("Lapsang Souchong", Kind::Black, 890, 11),
    ("Earl Grey", Kind::Black, 690, 61),
    ("Tieguanyin", Kind::Oolong, 1690, 8),
    ("Dong Ding", Kind::Oolong, 1790, 5),
    ("Da Hong Pao", Kind::Oolong, 2690, 3),
    ("Oriental Beauty", Kind::Oolong, 2390, 4),
    ("Milk Oolong", Kind::Oolong, 1390, 16),
    ("Silver Needle", Kind::White, 2190, 5),
    ("White Peony", Kind::White, 1290, 14),
    ("Shou Mei", Kind::White, 890, 20),
    ("Peppermint", Kind::Herbal, 420, 70),
    ("Chamomile", Kind::Herbal, 450, 38),
    ("Rooibos", Kind::Herbal, 520, 47),
    ("Lemon Verbena", Kind::Herbal, 560, 22),
    ("Hibiscus", Kind::Herbal, 480, 29),
    ("Fennel", Kind::Herbal, 390, 26),
];
