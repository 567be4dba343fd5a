use kohyo::*;
fn main(){ let mut d=diag::Diags::default(); let root=std::env::args().nth(1).unwrap(); let s=source::load(std::path::Path::new(&root), &mut d).unwrap(); let sh=sheet::parse(&s,&mut d); let m=model::resolve::resolve(sh,None,&mut d); print!("{}",diag::emit::human(&d,&s,false)); println!("{}", m.is_some()); }
